// title_nl = "Woonden twee personen ooit samen, en wanneer?"
// title_en = "Did two persons ever live together, and when?"
// why_nl = "Om te weten of twee mensen elkaar van huis kennen."
// why_en = "To know whether two people know each other from home."
// order = ["since", "household_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "other", type = "person", text_nl = "andere persoon" },
// ]
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "since", text_nl = "samen sinds (leeg: van voor de gegevens)" },
//   { name = "until", text_nl = "tot (leeg: nog steeds)" },
//   { name = "days", type = "integer", text_nl = "dagen tot het einde of de peildatum" },
// ]

// Of a partial date the earliest reading is taken.
MATCH (one:Person {person_id: $person})-[a:LIVES_IN]->(home:Household)
MATCH (home)<-[b:LIVES_IN]-(other:Person {person_id: $other})
WHERE one <> other
WITH home,
     CASE WHEN a.start IS NULL OR b.start > a.start THEN b.start ELSE a.start END AS since,
     CASE WHEN a.end IS NULL OR b.end < a.end THEN b.end ELSE a.end END AS until
WHERE since IS NULL OR until IS NULL OR since < until
RETURN home.household_id AS household_id,
       toString(since) AS since,
       toString(until) AS until,
       CASE WHEN since <= coalesce(until, $as_of)
            THEN duration.inDays(since, coalesce(until, $as_of)).days
       END AS days
