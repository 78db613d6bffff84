// title_nl = "In welke familienetwerken staat iemand?"
// title_en = "In which family networks does somebody stand?"
// why_nl = "Iemand hoort vaak bij meer dan een familienetwerk: dat van de ouders en dat van het eigen gezin."
// why_en = "People often belong to more than one family network: that of the parents and their own."
// order = ["window_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
// ]
// columns = [
//   { name = "window_id", text_nl = "familienetwerk" },
//   { name = "boundary", text_nl = "kern, medebewoner of ernaast" },
//   { name = "path", text_nl = "hoe iemand erbij hoort" },
//   { name = "anchor_id", text_nl = "voorouder om wie het netwerk gaat" },
//   { name = "n_persons", type = "integer", text_nl = "personen" },
//   { name = "n_households", type = "integer", text_nl = "huishoudens" },
// ]

MATCH (:Person {person_id: $person})<-[part:HAS_MEMBER]-(network:FamilyNetwork)
RETURN network.window_id AS window_id,
       part.boundary AS boundary,
       part.path AS path,
       network.anchor_id AS anchor_id,
       network.n_persons AS n_persons,
       network.n_households AS n_households
