// title_nl = "Wie is familie door geboorte of adoptie, en langs welke weg?"
// title_en = "Who is related by birth or adoption, and along which way?"
// why_nl = "Om te zien welke familie iemand heeft en hoe dichtbij die staat."
// why_en = "To see which relatives somebody has and how close they are."
// order = ["steps", "relative_id"]
// parameters = [
//   { name = "person", type = "person", text_nl = "persoon" },
//   { name = "steps", type = "integer", default = 2, min = 1, max = 4, text_nl = "hoogstens zoveel stappen van ouder naar kind of terug" },
// ]
// columns = [
//   { name = "relative_id", text_nl = "familielid" },
//   { name = "steps", type = "integer", text_nl = "stappen" },
//   { name = "generation", type = "integer", text_nl = "generatie (ouders 1, kinderen -1)" },
//   { name = "basis", text_nl = "door geboorte of adoptie" },
//   { name = "way", type = "path", text_nl = "weg" },
// ]

// Up to a common ancestor and down again; either part may be empty. Birth doesn't end, an adoption
// counts while it lasts.
MATCH way = (me:Person {person_id: $person})
            <-[:PARENT_OF|ADOPTIVE_PARENT_OF*0..4]-(:Person)
            -[:PARENT_OF|ADOPTIVE_PARENT_OF*0..4]->(relative:Person)
WHERE length(way) <= $steps
  AND relative <> me
  AND (relative.birth_date IS NULL OR relative.birth_date <= $as_of)
  AND all(link IN relationships(way)
          WHERE type(link) = 'PARENT_OF'
             OR ((link.start IS NULL OR link.start <= $as_of)
                 AND (link.end IS NULL OR link.end > $as_of)))
WITH relative, nodes(way) AS people, relationships(way) AS links
// The best way: the shortest, by birth before adoption, then the first by ids.
WITH relative,
     min([size(links),
          CASE WHEN any(link IN links WHERE type(link) <> 'PARENT_OF') THEN 1 ELSE 0 END,
          [person IN people | person.person_id],
          reduce(level = 0, i IN range(0, size(links) - 1) |
                 level + CASE WHEN startNode(links[i]) = people[i + 1] THEN 1 ELSE -1 END)]) AS best
RETURN relative.person_id AS relative_id,
       best[0] AS steps,
       best[3] AS generation,
       CASE best[1] WHEN 0 THEN 'birth' ELSE 'adoption' END AS basis,
       best[2] AS way
