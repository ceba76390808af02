"""What came of the work: targets, wins, pipeline and losses."""
