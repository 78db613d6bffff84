// title_nl = "Welke twee personen kunnen dezelfde mens zijn?"
// title_en = "Which two persons may be one and the same?"
// why_nl = "Zelfde geboortemaand en geslacht, en samen een huis, ouder, kind of partner. Het is een aanwijzing om na te kijken in de bron: tweelingen en naamgenoten lijken er ook op."
// why_en = "Same month of birth and sex, and a home, parent, child or partner in common. It is a pointer to look up in the source: twins and namesakes look like it too."
// order = ["-in_common_count", "person_id", "other_id"]
// parameters = []
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "other_id", text_nl = "ander" },
//   { name = "birth_month", text_nl = "geboortemaand" },
//   { name = "sex", text_nl = "geslacht" },
//   { name = "in_common", type = "list", text_nl = "gemeen" },
//   { name = "in_common_count", type = "integer", text_nl = "hoeveel daarvan" },
// ]

CALL () {
  MATCH (one:Person)-[:LIVES_IN]->(home:Household)<-[:LIVES_IN]-(other:Person)
  WHERE coalesce(home.kind, 'private') = 'private' AND one.person_id < other.person_id
  RETURN one, other, 'household' AS shared
  UNION
  MATCH (one:Person)<-[:PARENT_OF]-(:Person)-[:PARENT_OF]->(other:Person)
  WHERE one.person_id < other.person_id
  RETURN one, other, 'parent' AS shared
  UNION
  MATCH (one:Person)-[:PARENT_OF]->(:Person)<-[:PARENT_OF]-(other:Person)
  WHERE one.person_id < other.person_id
  RETURN one, other, 'child' AS shared
  UNION
  MATCH (one:Person)-[:PARTNER_OF]-(:Person)-[:PARTNER_OF]-(other:Person)
  WHERE one.person_id < other.person_id
  RETURN one, other, 'partner' AS shared
}
WITH one, other, shared
WHERE one.sex = other.sex AND one.sex <> 'unknown'
  AND one.birth_date.year = other.birth_date.year AND one.birth_date.month = other.birth_date.month
  // Both known to the month: where there is a latest reading, it lies in the same month.
  AND coalesce(one.birth_date_latest, one.birth_date).year = one.birth_date.year
  AND coalesce(one.birth_date_latest, one.birth_date).month = one.birth_date.month
  AND coalesce(other.birth_date_latest, other.birth_date).year = other.birth_date.year
  AND coalesce(other.birth_date_latest, other.birth_date).month = other.birth_date.month
  AND NOT EXISTS { (one)-[:TWIN_OF|IDENTICAL_TWIN_OF|PARTNER_OF]-(other) }
WITH one, other, collect(DISTINCT shared) AS in_common
RETURN one.person_id AS person_id,
       other.person_id AS other_id,
       left(toString(one.birth_date), 7) AS birth_month,
       one.sex AS sex,
       in_common AS in_common,
       size(in_common) AS in_common_count
