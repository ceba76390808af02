"""Records that are one: the work-list of likely twins, merging, and taking a merge apart."""
