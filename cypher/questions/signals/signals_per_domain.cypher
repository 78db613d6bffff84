// title_nl = "Hoeveel signalen zijn er per leefgebied en rol?"
// title_en = "How many signals are there per life domain and role?"
// why_nl = "Om te zien waar de signalen liggen en wat ervan meetelt. Wie slachtoffer of kind is staat apart van wie verdachte is."
// why_en = "To see where the signals lie and which of them count. Who is a victim or a child stands apart from who is a suspect."
// order = ["life_domain", "role"]
// parameters = [
//   { name = "months", type = "integer", default = 24, min = 1, max = 1200, text_nl = "over hoeveel maanden" },
// ]
// columns = [
//   { name = "life_domain", text_nl = "leefgebied" },
//   { name = "role", text_nl = "rol" },
//   { name = "n_counted", type = "integer", text_nl = "signalen die meetellen" },
//   { name = "n_not_counted", type = "integer", text_nl = "signalen die niet meetellen" },
//   { name = "n_episodes", type = "integer", text_nl = "voorvallen die meetellen" },
//   { name = "n_subjects", type = "integer", text_nl = "personen en huishoudens" },
// ]

MATCH (who)<-[:ABOUT]-(signal:Signal)-[:PART_OF]->(episode:Episode)
WHERE coalesce(signal.event_date_latest, signal.event_date)
      >= $as_of - duration({months: $months})
RETURN signal.life_domain AS life_domain,
       coalesce(signal.role, '') AS role,
       count(CASE WHEN signal.counted THEN 1 END) AS n_counted,
       count(CASE WHEN NOT signal.counted THEN 1 END) AS n_not_counted,
       // One occurrence told by three partners is one.
       count(DISTINCT CASE WHEN signal.counted THEN episode END) AS n_episodes,
       count(DISTINCT who) AS n_subjects
