// title_nl = "In welke huishoudens wonen minderjarigen en zijn er signalen?"
// title_en = "In which households do minors live and are there signals?"
// why_nl = "Om te zien waar kinderen opgroeien terwijl er zorgen zijn, en in welke rol mensen daarin staan."
// why_en = "To see where children grow up while there are worries, and in which role people stand in them."
// order = ["household_id"]
// parameters = [
//   { name = "on", type = "date", default = "as_of", text_nl = "op welke dag" },
//   { name = "days", type = "integer", default = 365, min = 1, max = 3653, text_nl = "signalen van zoveel dagen tot en met die dag" },
// ]
// columns = [
//   { name = "household_id", text_nl = "huishouden" },
//   { name = "n_minors", type = "integer", text_nl = "wie jonger dan 18 is of kan zijn" },
//   { name = "n_suspect", type = "integer", text_nl = "signalen als verdachte of veroordeelde" },
//   { name = "n_victim", type = "integer", text_nl = "signalen als slachtoffer" },
//   { name = "n_witness", type = "integer", text_nl = "signalen als getuige" },
//   { name = "n_child", type = "integer", text_nl = "signalen als kind in het gezin" },
//   { name = "n_other", type = "integer", text_nl = "andere signalen" },
//   { name = "life_domains", type = "list", text_nl = "leefgebieden" },
// ]

// Who lives in a private household that day and is younger than 18 in some reading of the birth date.
MATCH (home:Household)<-[stay:LIVES_IN]-(child:Person)
WHERE coalesce(home.kind, 'private') = 'private'
  AND (stay.start IS NULL OR stay.start <= $on) AND (stay.end IS NULL OR stay.end > $on)
  AND child.birth_date <= $on AND (child.death_date IS NULL OR child.death_date > $on)
WITH home, child, coalesce(child.birth_date_latest, child.birth_date) AS born
WHERE ($on.year - born.year) * 12 + $on.month - born.month
      - CASE WHEN $on.day < born.day THEN 1 ELSE 0 END < 18 * 12
WITH home, count(DISTINCT child) AS n_minors
// Signals that count, about who lives there that day or about the household itself.
CALL (home) {
  MATCH (home)<-[stay:LIVES_IN]-(person:Person)<-[:ABOUT]-(signal:Signal)
  WHERE (stay.start IS NULL OR stay.start <= $on) AND (stay.end IS NULL OR stay.end > $on)
    AND (person.death_date IS NULL OR person.death_date > $on)
  RETURN signal
  UNION
  MATCH (home)<-[:ABOUT]-(signal:Signal)
  RETURN signal
}
WITH home, n_minors, signal, coalesce(signal.role, '') AS role
WHERE signal.counted
  AND signal.event_date <= $on AND signal.event_date > $on - duration({days: $days})
RETURN home.household_id AS household_id,
       n_minors,
       count(CASE WHEN role IN ['suspect', 'convicted'] THEN 1 END) AS n_suspect,
       count(CASE WHEN role = 'victim' THEN 1 END) AS n_victim,
       count(CASE WHEN role = 'witness' THEN 1 END) AS n_witness,
       count(CASE WHEN role = 'child_in_family' THEN 1 END) AS n_child,
       count(CASE WHEN NOT role IN ['suspect', 'convicted', 'victim', 'witness', 'child_in_family']
                  THEN 1 END) AS n_other,
       collect(DISTINCT signal.life_domain) AS life_domains
