"""What a viewer gets to see, in frozen records built from an already redacted session."""
