"""Numbers of a document: observations of indicators, measures and status of projects."""
