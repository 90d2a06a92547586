"""What the category model sees of a text: its words, pairs of words, and pieces of words (so that a typo or a dialect still counts)."""

import itertools
import re

# What matters about an incident is said early; the bound keeps the reading of a long text short.
LONGEST = 1000
WORD = re.compile(r"[a-zæøåéôöäü]+|\d+")
# Words so common that they say nothing, in the three languages.
_SILENT = """og i på at en et ei ein eit er var vart ble blei har hadde det den de dei som til for med av fra frå om jeg eg æ vi me
    han ho hun oss meg mæ mæg seg sin sitt sine men så da då når no nå også the a an of to and is was in on at it my our we i
    meld melde avvik avik hei"""
SILENT = frozenset(_SILENT.split())
# Nynorsk and dialect words whose pieces are too unlike the bokmål word.
_SAME = """ikkje ikke; itj ikke; itte ikke; ikkj ikke; fekk fikk; brukar bruker; brukaren brukeren; brukarar brukere; bebuar beboer; bebuaren beboeren;
    bebuarar beboere; tilsett ansatt; tilsette ansatte; sjukeheim sykehjem; sjukeheimen sykehjemmet; skule skole; skulen skolen; skulegarden skolegården;
    auge øye; auga øyet; auget øyet; hovud hode; hovudet hodet; olbogen albuen; handa hånda; veg vei; vegen veien; vald vold; trugsmål trussel;
    truga truet; trua truet; sjuk syk; sjuke syke; straum strøm; straumen strømmen; vatn vann; vatnet vannet; røyk røyk; leiar leder; leiaren lederen;
    gløymt glemt; gløymde glemte; mykje mye; berre bare; kvar hver; aleine alene; åleine alene; ulukke ulykke; nestenulukke nestenulykke; utslepp utslipp;
    farleg farlig; dårleg dårlig; øydelagd ødelagt; øydelagt ødelagt; manglar mangler; verkar virker; verka virka; lækjar lege; legevakta legevakt;
    rømingsveg rømningsvei; rømingsvegen rømningsveien; golv gulv; golvet gulvet; hålke is; hålka isen; ramla falt; datt falt; dett faller; sklei skled; gleid skled; gled skled"""
SAME = dict(pair.split() for pair in _SAME.split(";"))


def pieces(word: str) -> tuple[str, ...]:
    """A word with its runs of three to five letters, the edges marked. Not cached: people's words are not kept."""
    edged = f"_{word}_"
    runs = [edged[at : at + size] for size in (3, 4, 5) for at in range(len(edged) - size + 1)]
    return (edged, *(run for run in runs if run != edged))


def features(text: str) -> frozenset[str]:
    """Everything the model may know about `text`; each thing counts once. Numbers all look alike."""
    words = ["0" if word[0].isdigit() else word[:24] for word in WORD.findall(text[:LONGEST].lower())]
    telling = [SAME.get(word, word) for word in words if word not in SILENT]
    found: set[str] = set()
    for word in telling:
        found.update(pieces(word))
    found.update(f"{first} {second}" for first, second in itertools.pairwise(telling))
    return frozenset(found)
