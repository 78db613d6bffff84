// title_nl = "Welke leefgebieden spelen in een familienetwerk, en in welke rol?"
// title_en = "Which life domains play in a family network, and in which role?"
// why_nl = "Om te zien wat er speelt zonder slachtoffers, getuigen, kinderen en verdachten op een hoop te gooien."
// why_en = "To see what is going on without mixing victims, witnesses, children and suspects."
// order = ["life_domain", "role"]
// parameters = [
//   { name = "network", type = "network", text_nl = "familienetwerk" },
// ]
// columns = [
//   { name = "life_domain", text_nl = "leefgebied" },
//   { name = "role", text_nl = "rol in het signaal (leeg: niet geleverd)" },
//   { name = "n_signals", type = "integer", text_nl = "signalen die tellen" },
//   { name = "n_episodes", type = "integer", text_nl = "gebeurtenissen" },
//   { name = "n_subjects", type = "integer", text_nl = "personen of huishoudens" },
//   { name = "n_partners", type = "integer", text_nl = "partners die het meldden" },
// ]

// Signals that count, of any date, about who is in the network or about one of its households; not
// about relatives by marriage beside it.
MATCH (network:FamilyNetwork {window_id: $network})
CALL (network) {
  MATCH (network)-[part:HAS_MEMBER]->(subject:Person)<-[:ABOUT]-(signal:Signal)
  WHERE part.boundary <> 'adjacent'
  RETURN subject, signal
  UNION
  MATCH (network)-[:HAS_HOUSEHOLD]->(subject:Household)<-[:ABOUT]-(signal:Signal)
  RETURN subject, signal
}
WITH subject, signal
WHERE signal.counted
MATCH (signal)-[:PART_OF]->(episode:Episode)
MATCH (signal)-[:REPORTED_BY]->(partner:Partner)
RETURN signal.life_domain AS life_domain,
       coalesce(signal.role, '') AS role,
       count(DISTINCT signal) AS n_signals,
       count(DISTINCT episode) AS n_episodes,
       count(DISTINCT subject) AS n_subjects,
       count(DISTINCT partner) AS n_partners
