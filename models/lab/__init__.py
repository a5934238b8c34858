"""The lab: fine-tunes, measures and exports the sentiment model that the service loads."""
