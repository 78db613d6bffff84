// title_nl = "Welke maatregelen zijn er voor dit huishouden en wie er woont?"
// title_en = "Which measures are there for this household and who lives in it?"
// why_nl = "Om bij één adres te zien wat liep, loopt en nog komt, voor het plan van dit huis."
// why_en = "To see at one address what ran, runs and is still to come, for the plan of this house."
// order = ["start", "measure_id"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "measure_id", text_nl = "maatregel" },
//   { name = "type", text_nl = "soort" },
//   { name = "label", text_nl = "naam van de soort" },
//   { name = "person_id", text_nl = "van wie (leeg: van het huishouden)" },
//   { name = "state", text_nl = "loopt, is voorbij of komt nog" },
//   { name = "carried_out_by", text_nl = "wie voert uit" },
//   { name = "start", text_nl = "sinds" },
//   { name = "end", text_nl = "tot" },
// ]

MATCH (home:Household {household_id: $household})
CALL (home) {
  MATCH (home)<-[:ABOUT]-(measure:Measure)
  RETURN measure, '' AS person_id
  UNION
  MATCH (home)<-[stay:LIVES_IN]-(person:Person)<-[:ABOUT]-(measure:Measure)
  WHERE (stay.start IS NULL OR stay.start <= $on) AND (stay.end IS NULL OR stay.end > $on)
  RETURN measure, person.person_id AS person_id
}
OPTIONAL MATCH (measure)-[:CARRIED_OUT_BY]->(partner:Partner)
RETURN measure.measure_id AS measure_id,
       measure.type AS type,
       measure.label_nl AS label,
       person_id AS person_id,
       CASE WHEN measure.start > $on THEN 'not_yet'
            WHEN measure.end <= $on THEN 'ended'
            ELSE 'running' END AS state,
       partner.partner_id AS carried_out_by,
       coalesce(measure.start_text, toString(measure.start), '') AS start,
       coalesce(measure.end_text, toString(measure.end), '') AS end
