"""The value stream mapper for the terminal."""
