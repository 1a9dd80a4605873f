"""The proof of the house: rooms mirror the source, promises have one file each, the browser plays whole lives."""
