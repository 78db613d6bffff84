// title_nl = "Welke leefgebieden komen in een huishouden samen?"
// title_en = "Which life domains come together in one household?"
// why_nl = "Los van elkaar lijkt een signaal onschuldig; samen laten ze het patroon zien. Een voorval telt in een huishouden in een leefgebied, wie het ook vertelt."
// why_en = "Alone a signal looks innocent; together they show the pattern. An episode counts in one life domain per household, whoever tells it."
// order = ["-n_households", "life_domain", "other_domain"]
// parameters = [
//   { name = "months", type = "integer", default = 24, min = 1, max = 1200, text_nl = "over hoeveel maanden" },
//   { name = "at_least", type = "integer", default = 1, min = 1, max = 1000000, text_nl = "in ten minste zoveel huishoudens" },
// ]
// columns = [
//   { name = "life_domain", text_nl = "leefgebied" },
//   { name = "other_domain", text_nl = "ander leefgebied" },
//   { name = "n_households", type = "integer", text_nl = "huishoudens met beide" },
//   { name = "n_with_domain", type = "integer", text_nl = "huishoudens met het ene" },
//   { name = "n_with_other", type = "integer", text_nl = "huishoudens met het andere" },
// ]

MATCH (episode:Episode)-[touch:TOUCHES {counts: true}]->(home)
WHERE EXISTS {
  MATCH (episode)<-[:PART_OF]-(signal:Signal)
  WHERE signal.counted
    AND coalesce(signal.event_date_latest, signal.event_date)
        >= $as_of - duration({months: $months})
}
// Who belongs to no household stands for one.
WITH home, collect(DISTINCT touch.life_domain) AS domains
UNWIND domains AS one
UNWIND domains AS other
// A domain with itself gives all households it touches.
WITH one, other, count(home) AS n
WITH collect({one: one, other: other, n: n}) AS counts
UNWIND counts AS both
WITH counts, both
WHERE both.one < both.other AND both.n >= $at_least
RETURN both.one AS life_domain,
       both.other AS other_domain,
       both.n AS n_households,
       [c IN counts WHERE c.one = both.one AND c.other = both.one | c.n][0] AS n_with_domain,
       [c IN counts WHERE c.one = both.other AND c.other = both.other | c.n][0] AS n_with_other
