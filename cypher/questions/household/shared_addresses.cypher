// title_nl = "Wie van verschillende familienetwerken woonden in hetzelfde huishouden?"
// title_en = "Who of different family networks lived in the same household?"
// why_nl = "Een gedeeld huis kan families verbinden die verder niets met elkaar lijken te hebben."
// why_en = "A shared house may connect families that seem to have nothing else in common."
// order = ["household_id", "person_id", "other_id"]
// parameters = []
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "person_id", text_nl = "persoon" },
//   { name = "other_id", text_nl = "ander, van een ander familienetwerk" },
//   { name = "together", type = "flag", text_nl = "op dezelfde tijd" },
// ]

// Private households only. Both are in a family network (relatives by marriage beside it don't count),
// and no network has both.
MATCH (person:Person)-[a:LIVES_IN]->(home:Household)<-[b:LIVES_IN]-(other:Person)
WHERE person.person_id < other.person_id AND coalesce(home.kind, 'private') = 'private'
WITH home, person, other,
     CASE WHEN a.start IS NULL OR b.start > a.start THEN b.start ELSE a.start END AS since,
     CASE WHEN a.end IS NULL OR b.end < a.end THEN b.end ELSE a.end END AS until
WITH home, person, other,
     max(CASE WHEN since IS NULL OR until IS NULL OR since < until THEN 1 ELSE 0 END) AS together
WHERE EXISTS { MATCH (person)<-[part:HAS_MEMBER]-(:FamilyNetwork) WHERE part.boundary <> 'adjacent' }
  AND EXISTS { MATCH (other)<-[part:HAS_MEMBER]-(:FamilyNetwork) WHERE part.boundary <> 'adjacent' }
  AND NOT EXISTS {
    MATCH (person)<-[one:HAS_MEMBER]-(:FamilyNetwork)-[two:HAS_MEMBER]->(other)
    WHERE one.boundary <> 'adjacent' AND two.boundary <> 'adjacent'
  }
RETURN home.household_id AS household_id,
       person.person_id AS person_id,
       other.person_id AS other_id,
       together = 1 AS together
