"""What tests share: real services started for them, a clock set by hand, a watch on the log."""
