"""Training the fine-tuned transformer, and runs made without training: blended, cut, unpacked."""
