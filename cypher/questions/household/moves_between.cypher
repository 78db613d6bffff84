// title_nl = "Tussen welke huishoudens verhuisden mensen, hoe vaak en wanneer?"
// title_en = "Between which households did people move, how often and when?"
// why_nl = "Veel heen en weer tussen dezelfde huishoudens kan wijzen op een gezin dat uit elkaar valt of op een schuiladres."
// why_en = "Much to and fro between the same households may point to a family falling apart or a place to hide."
// order = ["-n_moves", "from_household", "to_household"]
// parameters = [
//   { name = "gap", type = "integer", default = 31, min = 0, max = 366, text_nl = "hoogstens zoveel dagen tussen vertrek en aankomst" },
// ]
// columns = [
//   { name = "from_household", text_nl = "van huishouden" },
//   { name = "to_household", text_nl = "naar huishouden" },
//   { name = "n_moves", type = "integer", text_nl = "verhuizingen" },
//   { name = "n_persons", type = "integer", text_nl = "personen" },
//   { name = "first_move", text_nl = "eerste" },
//   { name = "last_move", text_nl = "laatste" },
// ]

// A move: a stay that ended, and one elsewhere that began then or some days later. Of a partial date
// the earliest reading is taken.
MATCH (old:Household)<-[left:LIVES_IN]-(person:Person)-[entered:LIVES_IN]->(new:Household)
WHERE old <> new
  AND entered.start >= left.end
  AND entered.start <= left.end + duration({days: $gap})
RETURN old.household_id AS from_household,
       new.household_id AS to_household,
       count(DISTINCT entered) AS n_moves,
       count(DISTINCT person) AS n_persons,
       toString(min(entered.start)) AS first_move,
       toString(max(entered.start)) AS last_move
