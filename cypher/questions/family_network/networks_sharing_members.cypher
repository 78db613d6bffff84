// title_nl = "Welke andere familienetwerken hebben mensen met dit netwerk gemeen?"
// title_en = "Which other family networks share people with this one?"
// why_nl = "Wie bij meer netwerken hoort, krijgt anders van twee tafels een plan."
// why_en = "Who belongs to more networks otherwise gets a plan from two tables."
// order = ["-n_shared", "other_window_id"]
// parameters = [
//   { name = "network", type = "network", text_nl = "familienetwerk" },
// ]
// columns = [
//   { name = "other_window_id", text_nl = "ander familienetwerk" },
//   { name = "n_shared", type = "integer", text_nl = "personen in beide" },
//   { name = "n_others", type = "integer", text_nl = "personen alleen daar" },
//   { name = "shared", type = "list", text_nl = "wie in beide staan" },
// ]

// Relatives by marriage beside a network don't count.
MATCH (this:FamilyNetwork {window_id: $network})-[mine:HAS_MEMBER]->(person:Person)
      <-[theirs:HAS_MEMBER]-(other:FamilyNetwork)
WHERE mine.boundary <> 'adjacent' AND theirs.boundary <> 'adjacent'
WITH other, collect(DISTINCT person.person_id) AS shared
RETURN other.window_id AS other_window_id,
       size(shared) AS n_shared,
       COUNT {
         MATCH (other)-[part:HAS_MEMBER]->(person:Person)
         WHERE part.boundary <> 'adjacent' AND NOT person.person_id IN shared
         RETURN DISTINCT person
       } AS n_others,
       shared
