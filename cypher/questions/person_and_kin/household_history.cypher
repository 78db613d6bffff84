// title_nl = "Waar woonde iemand, en wanneer?"
// title_en = "Where did somebody live, and when?"
// why_nl = "Wie vaak verhuist of nergens staat, raakt hulp en school snel kwijt."
// why_en = "Who moves often or is registered nowhere easily loses help and school."
// order = ["start", "household_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "kind", text_nl = "soort" },
//   { name = "role", text_nl = "plaats in het huishouden" },
//   { name = "start", text_nl = "sinds" },
//   { name = "end", text_nl = "tot" },
//   { name = "now", type = "flag", text_nl = "nu" },
//   { name = "n_others", type = "integer", text_nl = "anderen die er nu wonen" },
// ]

MATCH (me:Person {person_id: $person})-[stay:LIVES_IN]->(home:Household)
RETURN home.household_id AS household_id,
       home.kind AS kind,
       stay.role AS role,
       coalesce(stay.start_text, toString(stay.start), '') AS start,
       coalesce(stay.end_text, toString(stay.end), '') AS end,
       (stay.start IS NULL OR stay.start <= $as_of) AND (stay.end IS NULL OR stay.end > $as_of) AS now,
       COUNT {
         MATCH (home)<-[theirs:LIVES_IN]-(other:Person)
         WHERE other <> me
           AND (theirs.start IS NULL OR theirs.start <= $as_of)
           AND (theirs.end IS NULL OR theirs.end > $as_of)
         RETURN DISTINCT other
       } AS n_others
