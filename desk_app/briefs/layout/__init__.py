"""Briefs on paper: shaped text, boxes, pages, tags and archive facts, written with ReportLab."""
