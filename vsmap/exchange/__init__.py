"""Other people's formats and pictures, in and out."""
