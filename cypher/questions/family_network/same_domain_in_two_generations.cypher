// title_nl = "Bij welke ouder en welk kind speelt hetzelfde leefgebied, elk door eigen signalen?"
// title_en = "For which parent and child does the same life domain play, each by signals of their own?"
// why_nl = "Een zorg die in twee generaties terugkomt vraagt soms om hulp aan beide. Een kind erft geen signaal van een ouder."
// why_en = "A worry that returns in two generations may ask for help to both. A child inherits no signal of a parent."
// order = ["parent_id", "child_id", "life_domain", "parent_role", "child_role"]
// parameters = [
//   { name = "life_domain", type = "life_domain", default = "", text_nl = "een leefgebied, leeg: alle" },
// ]
// columns = [
//   { name = "parent_id", text_nl = "ouder" },
//   { name = "child_id", text_nl = "kind" },
//   { name = "life_domain", text_nl = "leefgebied" },
//   { name = "parent_role", text_nl = "rol van de ouder in eigen signalen" },
//   { name = "child_role", text_nl = "rol van het kind in eigen signalen" },
//   { name = "n_parent", type = "integer", text_nl = "signalen over de ouder" },
//   { name = "n_child", type = "integer", text_nl = "signalen over het kind" },
// ]

// Both have a signal of their own that counts, in that domain, and not of one and the same event. Roles
// stand apart: a child as victim is something else than a child as suspect.
MATCH (mine:Signal)-[:ABOUT]->(parent:Person)-[link:PARENT_OF|ADOPTIVE_PARENT_OF]->(child:Person)
      <-[:ABOUT]-(theirs:Signal)
WHERE mine.counted AND theirs.counted
  AND mine.life_domain = theirs.life_domain
  AND ($life_domain = '' OR mine.life_domain = $life_domain)
  AND (type(link) = 'PARENT_OF'
       OR ((link.start IS NULL OR link.start <= $as_of) AND (link.end IS NULL OR link.end > $as_of)))
  AND NOT EXISTS { (mine)-[:PART_OF]->(:Episode)<-[:PART_OF]-(theirs) }
RETURN parent.person_id AS parent_id,
       child.person_id AS child_id,
       mine.life_domain AS life_domain,
       coalesce(mine.role, '') AS parent_role,
       coalesce(theirs.role, '') AS child_role,
       count(DISTINCT mine) AS n_parent,
       count(DISTINCT theirs) AS n_child
