// title_nl = "Welke maatregelen lopen op een datum?"
// title_en = "Which measures run on a date?"
// why_nl = "Om aan tafel te zien wat er nu van wie geldt, en wie het uitvoert."
// why_en = "To see at the table what now holds for whom, and who carries it out."
// order = ["start", "measure_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "measure_id", text_nl = "maatregel" },
//   { name = "type", text_nl = "soort" },
//   { name = "label", text_nl = "naam van de soort" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "carried_out_by", text_nl = "wie voert uit" },
//   { name = "start", text_nl = "sinds" },
//   { name = "end", text_nl = "tot" },
// ]

MATCH (measure:Measure)-[:ABOUT]->(subject:Person|Household)
WHERE (measure.start IS NULL OR measure.start <= $on)
  AND (measure.end IS NULL OR measure.end > $on)
OPTIONAL MATCH (measure)-[:CARRIED_OUT_BY]->(partner:Partner)
RETURN measure.measure_id AS measure_id,
       measure.type AS type,
       measure.label_nl AS label,
       subject.person_id AS person_id,
       subject.household_id AS household_id,
       partner.partner_id AS carried_out_by,
       coalesce(measure.start_text, toString(measure.start), '') AS start,
       coalesce(measure.end_text, toString(measure.end), '') AS end
