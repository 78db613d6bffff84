// title_nl = "Welke maatregelen bijten elkaar?"
// title_en = "Which measures bite each other?"
// why_nl = "Een maatregel kan een andere verhinderen, zoals een huisverbod en hulp aan het gezin samen. Dat moet één plan oplossen. Het is een aanwijzing: de levering zegt niet alles, dus kijk naar de beslissingen zelf."
// why_en = "One measure can hinder another, as an exclusion order and help to the family together. One plan must solve that. It is a pointer: the delivery doesn't tell all, so look at the decisions themselves."
// order = ["household_id", "first_id", "second_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "household_id", text_nl = "huishouden waar het samenkomt (leeg: bij één persoon)" },
//   { name = "first_id", text_nl = "maatregel" },
//   { name = "first_type", text_nl = "soort" },
//   { name = "first_person", text_nl = "van wie" },
//   { name = "second_id", text_nl = "andere maatregel" },
//   { name = "second_type", text_nl = "soort van de andere" },
//   { name = "second_person", text_nl = "van wie de andere" },
//   { name = "kind", text_nl = "hoe zij elkaar raken" },
//   { name = "certainty", text_nl = "hoe zeker dit is gelezen" },
//   { name = "reason", text_nl = "waarom" },
// ]
// reference = ["measure_conflicts"]

// At one person.
MATCH (first:Measure)-[:ABOUT]->(person:Person)<-[:ABOUT]-(second:Measure)
WHERE (first.start IS NULL OR first.start <= $on) AND (first.end IS NULL OR first.end > $on)
  AND (second.start IS NULL OR second.start <= $on) AND (second.end IS NULL OR second.end > $on)
WITH person, first, second,
     head([row IN $measure_conflicts
           WHERE row.reach = 'same_person' AND row.first = first.type AND row.second = second.type]) AS bite
WHERE bite IS NOT NULL
RETURN '' AS household_id,
       first.measure_id AS first_id,
       first.type AS first_type,
       person.person_id AS first_person,
       second.measure_id AS second_id,
       second.type AS second_type,
       person.person_id AS second_person,
       bite.kind AS kind,
       bite.certainty AS certainty,
       bite.reason AS reason
UNION ALL
// Under one roof: of the household itself, or of who lives in it that day. An institution is no home.
MATCH (measure:Measure)-[:ABOUT]->(subject:Person|Household)
WHERE (measure.start IS NULL OR measure.start <= $on) AND (measure.end IS NULL OR measure.end > $on)
CALL (subject) {
  MATCH (subject)-[stay:LIVES_IN]->(home:Household)
  WHERE (stay.start IS NULL OR stay.start <= $on) AND (stay.end IS NULL OR stay.end > $on)
  RETURN home
  UNION
  WITH subject
  WHERE subject:Household
  RETURN subject AS home
}
WITH DISTINCT home, measure, subject
WHERE coalesce(home.kind, 'private') = 'private'
WITH home, collect([measure, subject]) AS running
UNWIND running AS one
UNWIND running AS other
WITH home, one[0] AS first, one[1] AS first_subject, other[0] AS second, other[1] AS second_subject
WITH home, first, first_subject, second, second_subject,
     head([row IN $measure_conflicts
           WHERE row.reach = 'same_home' AND row.first = first.type AND row.second = second.type]) AS bite
WHERE bite IS NOT NULL
RETURN home.household_id AS household_id,
       first.measure_id AS first_id,
       first.type AS first_type,
       coalesce(first_subject.person_id, '') AS first_person,
       second.measure_id AS second_id,
       second.type AS second_type,
       coalesce(second_subject.person_id, '') AS second_person,
       bite.kind AS kind,
       bite.certainty AS certainty,
       bite.reason AS reason
