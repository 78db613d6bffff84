"""The timeline: what happened by life domain, who lived where, measures and help as bars."""
