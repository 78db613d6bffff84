// title_nl = "Welke lopende maatregelen heeft niemand in uitvoering?"
// title_en = "Which running measures does nobody carry out?"
// why_nl = "Een maatregel zonder uitvoerder helpt niet; vraag na of er een wachtlijst is of dat de partner niet levert."
// why_en = "A measure without anybody carrying it out doesn't help; ask whether there is a waiting list or the partner doesn't deliver."
// order = ["start", "measure_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "measure_id", text_nl = "maatregel" },
//   { name = "type", text_nl = "soort" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "decided_by", text_nl = "besloten door" },
//   { name = "start", text_nl = "sinds" },
// ]
// reference = ["measure_rules"]

MATCH (measure:Measure)-[:ABOUT]->(subject:Person|Household)
WHERE (measure.start IS NULL OR measure.start <= $on)
  AND (measure.end IS NULL OR measure.end > $on)
  AND NOT EXISTS { (measure)-[:CARRIED_OUT_BY|ALSO_CARRIED_OUT_BY]->(:Partner) }
  // Some nobody carries out, as a regime or a fine for a permit.
  AND any(row IN $measure_rules WHERE row.type = measure.type AND row.carried_out)
OPTIONAL MATCH (measure)-[:DECIDED_BY]->(partner:Partner)
RETURN measure.measure_id AS measure_id,
       measure.type AS type,
       subject.person_id AS person_id,
       subject.household_id AS household_id,
       partner.partner_id AS decided_by,
       coalesce(measure.start_text, toString(measure.start), '') AS start
