// title_nl = "Waar hield kort geleden een maatregel op zonder dat er nu iets loopt?"
// title_en = "Where did a measure end lately while nothing runs now?"
// why_nl = "Na een maatregel hoort nazorg of een bewuste afsluiting; dit toont waar beide in de levering ontbreken."
// why_en = "After a measure comes after-care or a deliberate close; this shows where the delivery has neither."
// order = ["days_ago", "measure_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
//   { name = "days", type = "integer", default = 180, min = 1, max = 3660, text_nl = "hoeveel dagen terug" },
// ]
// columns = [
//   { name = "measure_id", text_nl = "maatregel" },
//   { name = "type", text_nl = "soort" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "end", text_nl = "tot" },
//   { name = "days_ago", type = "integer", text_nl = "zoveel dagen geleden" },
// ]

MATCH (ended:Measure)-[:ABOUT]->(subject:Person|Household)
WHERE ended.end <= $on AND ended.end > $on - duration({days: $days})
  AND (subject.death_date IS NULL OR subject.death_date > $on)
  AND NOT EXISTS {
    MATCH (measure:Measure)-[:ABOUT]->(subject)
    WHERE (measure.start IS NULL OR measure.start <= $on) AND (measure.end IS NULL OR measure.end > $on)
  }
RETURN ended.measure_id AS measure_id,
       ended.type AS type,
       subject.person_id AS person_id,
       subject.household_id AS household_id,
       coalesce(ended.end_text, toString(ended.end), '') AS end,
       duration.inDays(ended.end, $on).days AS days_ago
