// title_nl = "Wie zijn samen verdachte en horen bij verschillende families?"
// title_en = "Who are suspects together and belong to different families?"
// why_nl = "Om te zien waar twee zaken of twee plannen elkaar raken. Het telt wat iemand zelf deed als verdachte of veroordeelde, nooit wat een verwant deed."
// why_en = "To see where two cases or two plans meet. It counts what somebody did as a suspect or convicted, never what a relative did."
// order = ["person_id", "other_id"]
// parameters = []
// columns = [
//   { name = "person_id", text_nl = "persoon" },
//   { name = "other_id", text_nl = "ander" },
//   { name = "ties", type = "integer", text_nl = "banden als medeverdachte" },
//   { name = "incidents", type = "integer", text_nl = "incidenten waarin beiden verdachte of veroordeelde zijn" },
//   { name = "networks", type = "list", text_nl = "familienetwerken van de persoon" },
//   { name = "other_networks", type = "list", text_nl = "familienetwerken van de ander" },
// ]

CALL () {
  MATCH (one:Person)-[:TIED_TO {kind: 'co_suspect'}]-(other:Person)
  WHERE one.person_id < other.person_id
  RETURN one, other, 1 AS tie, null AS incident
  UNION ALL
  // In one incident, each in a signal about what they did themselves; under 12 is never that.
  MATCH (signal:Signal)-[:ABOUT]->(person:Person)
  WHERE signal.incident IS NOT NULL
    AND signal.role IN ['suspect', 'convicted'] AND signal.reason = 'counted'
  WITH signal.incident AS incident, collect(DISTINCT person) AS together
  UNWIND together AS one
  UNWIND together AS other
  WITH one, other, incident
  WHERE one.person_id < other.person_id
  RETURN one, other, null AS tie, incident
}
WITH one, other, count(tie) AS ties, count(DISTINCT incident) AS incidents
// In the network or living with it; who only stands beside it belongs to another.
MATCH (one)<-[of_one:HAS_MEMBER]-(network:FamilyNetwork)
WHERE of_one.boundary <> 'adjacent'
WITH one, other, ties, incidents, collect(DISTINCT network.window_id) AS networks
MATCH (other)<-[of_other:HAS_MEMBER]-(network:FamilyNetwork)
WHERE of_other.boundary <> 'adjacent'
WITH one, other, ties, incidents, networks, collect(DISTINCT network.window_id) AS other_networks
WHERE none(id IN networks WHERE id IN other_networks)
RETURN one.person_id AS person_id,
       other.person_id AS other_id,
       ties AS ties,
       incidents AS incidents,
       networks AS networks,
       other_networks AS other_networks
