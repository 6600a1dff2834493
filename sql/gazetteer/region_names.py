"""English names of first-order divisions: the words taken off GeoNames' and Natural Earth's names, and why some stay."""

import re
import unicodedata

# Words that say what kind of division a name is. Reports write "Hama", "Kharkiv", "Borno".
SUFFIXES = """Governorate|Province|Provinces|Oblast|Oblast'|Oblasti|State|Region|region|Department|District|Prefecture|County
|Division|Voivodeship|Krai|Kray|Territory|Autonomous Region|Autonomous Republic|Regional State|Peoples' Region|Republic
|Canton|Municipality|Parish|Emirate|Wilaya|Departamento|Departement|Departme|Constitutional Province|Zupanija|Megye
|Fylke|Laen|Novads|Sheng|Rayon|Raion|Borough|Ken|Fu""".replace("\n", "").split("|")
PREFIXES = """Muhafazat|Mohafazat|Mohafazah|Gobolka|Wilayat-e|Wilayat|Wilaya de|Departamento del|Departamento de la
|Departamento de|Departamento|Region de|Region des|Region du|Région de|Région des|Région du|Provincia di|Provincia de la|Provincia del
|Provincia de|Provincia|Province du|Province de la|Province de l'|Province des|Province de|Province|Provinsi|Propinsi|Sha`biyat
|Estado de|Ostan-e|Ostān-e|Republic of|Respublika|Avtonomna Respublika|Gouvernorat de|Tinh|Tỉnh|Changwat|Khoueng
|Wojewodztwo|Departement de la|Departement de l'|Departement des|Departement du|Departement de|Département de la
|Département de l'|Département des|Département du|Département de|Préfecture de|Prefecture de|Regiao|Judetul|Powiat|State of|Emirate of|County""".replace("\n", "").split("|")

# What is left of "Northern State" or "Plateau State" is no name by itself: there the kind stays on.
BARE = set("""northern southern eastern western central north south east west northeast northwest southeast southwest
north-east north-west south-east south-west upper lower middle capital coast coastal delta plateau rivers lakes unity mon bay
islands highlands niger centre center nord sud est ouest norte sul sur este oeste northern_areas river red white blue
mid-western far-western far mountain upper_river lower_river central_river metropolitan federal new union""".split())

# Transliteration marks that English-language reports leave out, for states whose names come through Arabic, Persian or
# Hebrew script and for Cyrillic soft signs. Accents of Latin-script languages stay.
PLAIN_STATES = set("SY IQ YE LB LY SD EG JO SA AE OM DZ TN MA IR AF PK ET ER SO MR KW BH QA PS IL UA RU BY KZ KG TJ TM UZ IN "
                   "NP BD LK JP KR KP TH MM KH LA GE AM AZ EH DJ MV BT CN TW".split())
APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʻʼʽʾʿ"), None)


def plain(name, country):
    """`name` without transliteration marks where the country's own script is not Latin."""
    name = name.replace("`", "'").replace("’", "'").replace("‘", "'").strip()
    if country in PLAIN_STATES:
        name = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in name if not unicodedata.combining(c)).translate(APOSTROPHES)
    return name.strip()


def fold(name):
    """Comparison key: no case, no marks, letters and digits only."""
    name = unicodedata.normalize("NFKD", name)
    return "".join(c for c in name if c.isalnum()).casefold()


def clean(name):
    """Takes the kind of division off `name`, unless what stays could not stand alone."""
    short = name
    for prefix in sorted(PREFIXES, key=len, reverse=True):
        glue = "" if prefix.endswith("'") else " "
        if short.startswith(prefix + glue):
            short = short[len(prefix + glue):].strip()
            break
    for suffix in sorted(SUFFIXES, key=len, reverse=True):
        if short.endswith(" " + suffix):
            short = short[:-len(suffix) - 1].strip()
            break
    if len(short) < 3 or all(word in BARE for word in short.casefold().split()):
        return name
    return short[0].upper() + short[1:] if short[0].isascii() else short


def variants(name):
    """The names inside a Natural Earth label: "Homs (Hims)" is two, "A|B" too."""
    match = re.match(r"^(.*?)\s*\(([^()]*)\)\s*$", name or "")
    parts = [match.group(1), match.group(2)] if match else [name or ""]
    return [part.strip() for whole in parts for part in whole.split("|") if part.strip()]
