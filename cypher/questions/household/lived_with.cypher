// title_nl = "Met wie woonde iemand samen?"
// title_en = "With whom did somebody live?"
// why_nl = "Om te vinden wie iemand van huis kent, ook als er geen verwantschap is geleverd."
// why_en = "To find whom somebody knows from home, also where no kinship was delivered."
// order = ["other_id", "since"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "other_id", text_nl = "de ander" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "since", text_nl = "samen sinds (leeg: van voor de gegevens)" },
//   { name = "until", text_nl = "tot (leeg: nog steeds)" },
//   { name = "now", type = "flag", text_nl = "nu" },
// ]

// Private households only: who stayed in the same institution need not know each other.
MATCH (me:Person {person_id: $person})-[a:LIVES_IN]->(home:Household)<-[b:LIVES_IN]-(other:Person)
WHERE other <> me AND coalesce(home.kind, 'private') = 'private'
WITH home, other,
     CASE WHEN a.start IS NULL OR b.start > a.start THEN b.start ELSE a.start END AS since,
     CASE WHEN a.end IS NULL OR b.end < a.end THEN b.end ELSE a.end END AS until
WHERE since IS NULL OR until IS NULL OR since < until
RETURN other.person_id AS other_id,
       home.household_id AS household_id,
       toString(since) AS since,
       toString(until) AS until,
       (since IS NULL OR since <= $as_of) AND (until IS NULL OR until > $as_of) AS now
