// title_nl = "Wie woont hier op een datum?"
// title_en = "Who lives here on a date?"
// why_nl = "Om te weten wie er op een dag in huis was, ook als dat nu anders is."
// why_en = "To know who was in the house on a day, even where that is different now."
// order = ["person_id"]
// parameters = [
//   { name = "household", type = "household", text_nl = "huishouden" },
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
// ]
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "role", text_nl = "plaats in het huishouden" },
//   { name = "start", text_nl = "woont hier sinds" },
//   { name = "end", text_nl = "tot" },
// ]

MATCH (:Household {household_id: $household})<-[stay:LIVES_IN]-(person:Person)
WHERE (stay.start IS NULL OR stay.start <= $on) AND (stay.end IS NULL OR stay.end > $on)
RETURN person.person_id AS person_id,
       stay.role AS role,
       coalesce(stay.start_text, toString(stay.start), '') AS start,
       coalesce(stay.end_text, toString(stay.end), '') AS end
