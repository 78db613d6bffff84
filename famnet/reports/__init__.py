"""Pages of a session: overview, family networks, key sheet, workbook; and all their texts."""
