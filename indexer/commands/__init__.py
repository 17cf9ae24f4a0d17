"""The commands of `onrecord`, one room for each kind of work."""
