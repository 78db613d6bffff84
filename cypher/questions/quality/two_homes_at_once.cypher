// title_nl = "Wie woont volgens de levering in twee huizen tegelijk?"
// title_en = "Who lives in two homes at once, as delivered?"
// why_nl = "Meestal ontbreekt een einddatum. Bij een kind van gescheiden ouders kan het kloppen. Het telt alleen als elke lezing van de datums overlapt."
// why_en = "Mostly an end date is missing. For a child of parents who live apart it may be right. It counts only where every reading of the dates overlaps."
// order = ["person_id", "household_id", "other_household_id"]
// parameters = []
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "other_household_id", text_nl = "ander huishouden" },
//   { name = "start", text_nl = "in het eerste sinds" },
//   { name = "end", text_nl = "in het eerste tot" },
//   { name = "other_start", text_nl = "in het andere sinds" },
//   { name = "other_end", text_nl = "in het andere tot" },
// ]

MATCH (home:Household)<-[stay:LIVES_IN]-(person:Person)-[other:LIVES_IN]->(other_home:Household)
WHERE home.household_id < other_home.household_id
  AND coalesce(home.kind, 'private') = 'private' AND coalesce(other_home.kind, 'private') = 'private'
  // The latest reading of each start lies before the earliest of the other's end.
  AND (coalesce(stay.start_latest, stay.start) IS NULL OR other.end IS NULL
       OR coalesce(stay.start_latest, stay.start) < other.end)
  AND (coalesce(other.start_latest, other.start) IS NULL OR stay.end IS NULL
       OR coalesce(other.start_latest, other.start) < stay.end)
RETURN person.person_id AS person_id,
       home.household_id AS household_id,
       other_home.household_id AS other_household_id,
       coalesce(stay.start_text, toString(stay.start), '') AS start,
       coalesce(stay.end_text, toString(stay.end), '') AS end,
       coalesce(other.start_text, toString(other.start), '') AS other_start,
       coalesce(other.end_text, toString(other.end), '') AS other_end
