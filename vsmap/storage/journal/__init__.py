"""The journal: every edit on disk when it is made, so that a crash, a signal or a dropped line lose none."""
