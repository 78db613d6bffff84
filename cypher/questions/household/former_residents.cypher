// title_nl = "Wie woonde hier eerder, en waar nu?"
// title_en = "Who lived here before, and where now?"
// why_nl = "Een signaal van toen kan gaan over mensen die nu ergens anders wonen."
// why_en = "A signal of then may be about people who live elsewhere now."
// order = ["-end", "person_id"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
// ]
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "role", text_nl = "plaats in het huishouden, toen" },
//   { name = "start", text_nl = "van" },
//   { name = "end", text_nl = "tot" },
//   { name = "now_in", type = "list", text_nl = "woont nu in" },
// ]

MATCH (home:Household {household_id: $household})<-[stay:LIVES_IN]-(person:Person)
WHERE stay.end <= $as_of
  AND NOT EXISTS {
    MATCH (person)-[again:LIVES_IN]->(home)
    WHERE (again.start IS NULL OR again.start <= $as_of) AND (again.end IS NULL OR again.end > $as_of)
  }
RETURN person.person_id AS person_id,
       stay.role AS role,
       coalesce(stay.start_text, toString(stay.start), '') AS start,
       coalesce(stay.end_text, toString(stay.end), '') AS end,
       COLLECT {
         MATCH (person)-[other:LIVES_IN]->(now:Household)
         WHERE (other.start IS NULL OR other.start <= $as_of)
           AND (other.end IS NULL OR other.end > $as_of)
         RETURN DISTINCT now.household_id
       } AS now_in
