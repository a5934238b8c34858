"""From a trained run to the files that the service loads, with their card."""
