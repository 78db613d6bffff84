// title_nl = "Welke maatregelen lopen binnenkort af?"
// title_en = "Which measures end soon?"
// why_nl = "Om op tijd te beslissen over verlengen of overdragen, en geen gat te laten vallen."
// why_en = "To decide in time on renewal or hand-over, and leave no gap."
// order = ["days_left", "measure_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "vanaf welke dag" },
//   { name = "days", type = "integer", default = 30, min = 1, max = 366, text_nl = "binnen hoeveel dagen" },
// ]
// columns = [
//   { name = "measure_id", text_nl = "maatregel" },
//   { name = "type", text_nl = "soort" },
//   { name = "label", text_nl = "naam van de soort" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "carried_out_by", text_nl = "wie voert uit" },
//   { name = "end", text_nl = "tot" },
//   { name = "days_left", type = "integer", text_nl = "nog zoveel dagen" },
// ]

// Of an end that isn't known by the day the earliest reading counts.
MATCH (measure:Measure)-[:ABOUT]->(subject:Person|Household)
WHERE (measure.start IS NULL OR measure.start <= $on)
  AND measure.end > $on AND measure.end <= $on + duration({days: $days})
OPTIONAL MATCH (measure)-[:CARRIED_OUT_BY]->(partner:Partner)
RETURN measure.measure_id AS measure_id,
       measure.type AS type,
       measure.label_nl AS label,
       subject.person_id AS person_id,
       subject.household_id AS household_id,
       partner.partner_id AS carried_out_by,
       coalesce(measure.end_text, toString(measure.end), '') AS end,
       duration.inDays($on, measure.end).days AS days_left
