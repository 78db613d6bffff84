// title_nl = "Wat loopt er nog van iemand die overleden is?"
// title_en = "What still runs of somebody who has died?"
// why_nl = "Een open bewoning, maatregel, betrokkenheid of voogdij van een overledene is bijna altijd een vergeten einddatum; bij voogdij kan een kind zonder gezag zijn."
// why_en = "An open stay, measure, involvement or guardianship of somebody deceased is nearly always a forgotten end date; with guardianship a child may be without authority."
// order = ["person_id", "what", "which"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "wie overleed" },
//   { name = "death_date", text_nl = "overleden op" },
//   { name = "what", text_nl = "wat nog loopt" },
//   { name = "which", text_nl = "huishouden, maatregel, partner of kind" },
//   { name = "start", text_nl = "sinds" },
// ]

MATCH (person:Person)
WHERE coalesce(person.death_date_latest, person.death_date) <= $on
CALL (person) {
  MATCH (person)-[row:LIVES_IN]->(home:Household)
  RETURN 'stay' AS what, home.household_id AS which, row
  UNION ALL
  MATCH (person)<-[:ABOUT]-(row:Measure)
  RETURN 'measure' AS what, row.measure_id AS which, row
  UNION ALL
  MATCH (person)<-[row:INVOLVED_WITH]-(partner:Partner)
  RETURN 'involvement' AS what, partner.partner_id AS which, row
  UNION ALL
  MATCH (person)-[row:GUARDIAN_OF]->(child:Person)
  RETURN 'guardianship' AS what, child.person_id AS which, row
}
WITH person, what, which, row
WHERE (row.start IS NULL OR row.start <= $on) AND (row.end IS NULL OR row.end > $on)
RETURN person.person_id AS person_id,
       coalesce(person.death_date_text, toString(person.death_date)) AS death_date,
       what AS what,
       which AS which,
       coalesce(row.start_text, toString(row.start), '') AS start
