"""What Czech does to people's names: their cases, the words beside them, and the names that are ordinary words too.

It is data and its reading only; where a name stands in a text is judged in `personal_data`.
"""

import re
import unicodedata
from enum import Enum


def _words(told: str) -> frozenset[str]:
    return frozenset(re.findall("[a-z]+", told))


class Sort(Enum):
    """What else a name may be."""

    name = "a name and nothing else"
    noun = "a noun as well (Zima, Svoboda)"
    adjective = "an adjective as well (Nový, Černá, Dolejší)"


ENDINGS = _words("""
    a e i o u y ou em im ym um om ovi ove ova ovo ovou ovu ovy ovym ovych ovymi uv eho emu iho imu ech ich ych ach am
    ami emi imi ymi ovic ovu
""") | {""}
"""What cases and the possessive put behind the stem of a name, folded."""
OF_ADJECTIVES = _words("a e i u y ou em im ym eho emu iho imu yho ymu ich ych imi ymi ovi ova ove ovou")
"""Those of adjectives, so that no adverb (Pokorně, Dlouho) is a form of one."""
PERSONAL = _words("ovi ova ovou ovu")
"""Endings that make a person of a noun: Zimovi, Rybova."""
ADDRESSED = _words("""
    pan pana panu panem pane pani p pi sl slecna slecny slecne slecnu slecnou mr mrs ms miss madam sir ing mgr bc bca
    mudr judr phdr paeddr rndr mvdr doc prof thdr rodina rodiny rodine rodinu rodinou manzel manzele manzela manzelem
    manzelka manzelky manzelce manzelku manzelkou manzelum manzelu soused souseda sousedem sousedka sousedky sousedce
    sousedku sousedkou
""")
"""Words after which a name is a person's whatever else it means."""
ORDINARY = _words("""
    obcan obcanka obcane obcanum anonym anonymni anonymne neznamy neznama uzivatel uzivatelka uzivatele klient
    klientka klienti obyvatel obyvatelka obyvatele senior seniorka seniori student studentka rodic rodice matka
    otec rodina manzele dedic jmenem zastupce zastupkyne duchodce pan pani slecna ulice trida namesti sidliste
    nabrezi cesta bydliste bytem stredni horni dolni social socialni odbor oddeleni urad mesto mestsky mestska
    mestys obec obecni referent referentka starosta starostka mistostarosta mistostarostka tajemnik tajemnice
    vedouci reditel reditelka sekretariat kancelar koordinator koordinatorka predseda predsedkyne clen clenka
    pracovnik pracovnice skupina spolek svaz klub sdruzeni spolecnost rada vybor petice peticni komise skola
    charita diecezni oblastni domov centrum nadace hnuti strana sluzba sluzby kraj krajsky okres office user users
    admin administrator author autor autorka microsoft word libreoffice unknown anonymous citizen resident client
    council town city mayor editor pripominka pripominky namet navrh plan komunitni verejnost ing mgr bc mudr judr
    phdr paeddr rndr doc prof csc phd dis mba kluby spolky svazy nadacni skoly domovy deti zaci studenti klientky
    zamestnanci dobrovolnici soused sousedka sousede sousedi kolektiv tym redakce farnost sbor hasici knihovna
    maminka tatinek babicka dedecek pacient pacientka pecujici osoba ucastnik ucastnice navstevnik ctenar rodiny
    senioru obcanske mistni materske centra asociace ustav nemocnice organizace poradna
""")
"""Words that stand in the name of a sender and are nobody's name, folded."""
_NOUNS = _words("""
    zima ryba svoboda kral svec kovar kolar mlynar pekar reznik zednik tesar rybar sedlak krejci malir bednar hrncir
    truhlar zahradnik hajny myslivec havir sklenar kos sokol orel holub vrana straka slavik sykora cap kavka jerab
    skrivan krahulec vrabec kohout beran jelen vlk medved liska zajic jezek krtek kocour kun vul brouk motyl moucha
    komar pavouk rak stika kapr hora kopec skala kamen voda reka potok rybnik more les luza louka pole mez hajek haj
    dub buk lipa jedlicka smrk borovicka vrba javor jasan kvet kytka ruze ruzicka fiala hruska jablko svestka malina
    jahoda repa mrkvicka cibule cibulka petrzel kopr kminek pepr sul med chleba kolac buchta polivka kase klobasa
    jitro vecer pondelek utery streda ctvrtek patek sobota nedele leden unor brezen duben kveten cerven cervenec
    srpen zari rijen listopad prosinec podzim leto jaro mraz snih vitr bourka mlha blesk hrom slunce hvezda mesic
    prochazka cesta most dvur hrad zamek dum chalupa stodola komora okno sekera kladivo kolo vozik pohanka
    pravda laska nadeje vira radost stesti smutek hnev pokoj mir vesely tichy hlas zvon trnka konecny hudec
    vojta vojtech cech nemec polak rus rakusan madar slovak moravec turek tatar bavor prazak brnak rychtar biskup
    papez farar kaplan mnich opat jezis andel cert dabel rytir vojak hejtman strnad vavra vlach stary
""")
"""Common surnames that are words of their own."""
_ADJECTIVES = _words("""
    nov mal cern bil vesel star mlad cerven zelen modr tich dlouh kratk velk such mokr tepl studen hork zlat stribrn
    pokorn smutn stastn siln hlad bohat chud pekn hezk dobr rychl tvrd cist jasn tmav vysok nizk soukrom
    hrub jemn ostr tup krasn mil sladk kysel horni dolni zadni nejedl
""")
"""Stems of adjectives that are surnames, for names typed without accents."""
_NO_ADJECTIVES = _words("jiri")
_FIRST = _words("""
    jan jana petr petra pavel pavla karel karla josef josefa jiri martin martina tomas jaroslav jaroslava miroslav
    miroslava frantisek frantiska zdenek zdenka vaclav vaclava milan milana michal michaela vladimir vladimira
    lukas ladislav ladislava stanislav stanislava ondrej roman romana marek marketa eva anna marie hana vera alena
    lenka lucie katerina kristyna tereza veronika barbora monika ivana ivan libor david daniel daniela filip adam
    vojtech radek radka ales antonin bohumil bohumila dagmar dana jarmila jitka helena ludmila olga simona zuzana
    nikola natalie adela klara eliska jakub matej dominik patrik robert rudolf richard oldrich otakar vlasta
    milada milena blanka drahomira irena ivo igor bozena emilie ruzena gabriela sarka renata renato iveta
""")
_VERBS = _words("""
    je jsou byl byla byli bude budou ma maji chce chteji nechce souhlasi nesouhlasi zada pise psal napsal rika rekl
    mluvi bydli navrhuje uvadi uvedl prosi dekuje zije pracuje neni nema podal podala poslal poslala zaslal prisel
    pripominkuje upozornuje doporucuje tvrdi
    a i o u s z k v na nebo ale ze se si by bych uz jeste take tez tak jak jako pro pri od do ze po pred bez nam nas
    mi me mne mu ho ji je ve ke ku so proto protoze kdyz aby kdo co ktery ktera dnes vcera
""")
_VERB = re.compile(r"(?:al|el|il|ul|yl)[aio]?$|uje$|uji$")
_PLACES = """
    Hradec Králové; Dvůr Králové nad Labem; Králův Dvůr; Králova Lhota; Veselí nad Lužnicí; Veselí nad Moravou; Černý
    Most; Malá Strana; Nové Město; Staré Město; Nová Včelnice; Nová Bystřice; Nová Paka; Nová Říše; Nový Bydžov; Nový
    Bor; Nový Jičín; Nový Knín; Nové Hrady; Nové Strašecí; Nové Sedlo; Nová Ves; Stará Ves; Stará Boleslav; Stará Paka;
    Starý Plzenec; Staré Hrady; Bílá Lhota; Bílý Potok; Bílina; Velké Meziříčí; Velké Popovice; Velký Beranov; Velká
    Bíteš; Velká Hleďsebe; Malá Skála; Malé Svatoňovice; Malý Bor; Červený Kostelec; Červená Řečice; Černá Hora; Černá v
    Pošumaví; Černé Budy; Černý Důl; Český Krumlov; Český Brod; Český Těšín; Česká Lípa; Česká Třebová; České
    Budějovice; Moravská Třebová; Moravské Budějovice; Dolní Bojanovice; Horní Cerekev; Horní Planá; Suchá Loz;
    Suchý Důl; Zlaté Hory; Dlouhá Ves; Dlouhá Loučka; Krásná Lípa; Krásná Hora; Krásný Les; Dobrá Voda; Teplá Vltava;
    Vysoké Mýto; Vysoké nad Jizerou; Vysoká Pec; Kutná Hora; Lysá Hora; Jelení Hora; Suché Lazce; Tichá Orlice; Divoká
    Šárka; Červený kříž; Bílý kruh bezpečí; Bílá pastelka; Nová zelená úsporám; Zlatá Koruna; Havlíčkův Brod; Svoboda
    nad Úpou; Karlovy Vary; Karlovo náměstí; Karlova univerzita; Karlův most; Karlova Ves;
    Lázně Bělohrad; Kostelec nad Orlicí; Hora Svaté Kateřiny; Slavkov u Brna; Růžová; Bystřice pod Hostýnem;
    Svoboda projevu; Svoboda slova; Svoboda pohybu; Svoboda volby; Svoboda rozhodování
"""
"""Places, undertakings and turns of speech that hold words that are surnames; the plan's own are added to them."""
PLACES = tuple(" ".join(one.split()) for one in _PLACES.split(";"))
LANDS = _words("cechy cechach cechami morava slezsko")
SHORT = _words("tel mob c cp cj ul nam tr tzv napr resp popr event vc mj str odst pism cl sb inz st sv dr por")
"""Words whose full stop ends no sentence."""
VOWELS = "aeiouy"
_SHIFTED = {"svec": "sevc", "znec": "zenc"}
_SOFTENED = {"k": "c", "h": "z", "g": "z"}


def folded(word: str) -> str:
    """`word` without case, accents and signs that do not show."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(one for one in plain if one.isalpha() and not unicodedata.combining(one)).casefold()


def stems(word: str) -> list[str]:
    """What is left of a name in every case: without its last vowel, without the vowel that falls out or changes."""
    plain = folded(word)
    if plain[-1:] in VOWELS:
        stem = plain[:-1]
        told = [stem]
        # Procházka, Procházce; Olga, Olze; Mácha, Máše (softening before the ending of the third case).
        if plain.endswith("cha"):
            told.append(stem[:-2] + "s")
        elif plain.endswith("a") and stem[-1:] in _SOFTENED:
            told.append(stem[:-1] + _SOFTENED[stem[-1]])
    else:
        told = [plain, *([_SHIFTED[plain]] if plain in _SHIFTED else [])]
        if plain.endswith(("ek", "ec", "el", "en", "er")):
            told.append(plain[:-2] + plain[-1])
        if "ů" in unicodedata.normalize("NFC", word).casefold()[-2:]:
            told.append(plain[:-2] + "o" + plain[-1:])
    return [one for one in dict.fromkeys(told) if len(one) >= 2]


def sort_of(word: str) -> Sort:
    """Whether a recorded name is also an ordinary word; -ová makes a name of any."""
    plain = folded(word)
    if plain in _NO_ADJECTIVES or (plain.endswith("ova") and plain[:-1] not in _ADJECTIVES):
        return Sort.name
    if unicodedata.normalize("NFC", word)[-1:].casefold() in ("ý", "á", "í", "é") or plain[:-1] in _ADJECTIVES:
        return Sort.adjective
    return Sort.noun if plain in _NOUNS else Sort.name


def is_first(plain: str) -> bool:
    """Whether the folded word is a common first name in some case."""
    return any(
        plain[: len(plain) - cut] in _FIRST_STEMS and plain[len(plain) - cut :] in ENDINGS
        for cut in range(min(4, len(plain) - 2) + 1)
    )


def is_verb(plain: str) -> bool:
    """Whether a folded word in small letters goes on about a person rather than being what an adjective tells of."""
    return plain in _VERBS or _VERB.search(plain) is not None


def pair(first: str, second: str) -> tuple[str, str]:
    """What two neighbouring folded words of a place or a title have in common in all cases: Nová Paka, v Nové Pace."""
    return first[:3], second[:4].rstrip(VOWELS)


_FIRST_STEMS = frozenset(stem for name in _FIRST for stem in stems(name))
