const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that open a sentence, or follow a cue or a colon, and are nobody's name. */
const ORDINARY = set(`
de het een ik jij je hij zij ze wij we jullie u men dit dat die deze wie wat waar wanneer waarom hoe welke er hier daar
en of maar want dus als toen nu dan ook nog al niet geen wel ja nee met zonder van voor na naar bij op in uit over onder
tegen tussen tijdens sinds tot door om aan te mijn jouw zijn haar ons onze hun uw is was waren wordt werd heeft had hebben
hebt heb kan kon kunnen mag moet moeten wil wilde zal zou gaat ging komt kwam zegt zei vraagt vroeg doet deed weet vindt
iemand niemand iedereen sommige veel weinig alle alles elke elk andere ander eerst daarna later vroeger gisteren vandaag
morgen overmorgen eergisteren soms vaak altijd nooit sindsdien intussen misschien volgens hallo dag beste geachte groeten
bedankt dank graag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli
augustus september oktober november december zomer winter lente herfst kerst pasen nieuwe grote kleine goede oude
seksueel grensoverschrijdend gedrag integriteit aanspreekpunt hulplijn meisje jongen kind kinderen ouders speler speelster
trainer coach juf meester leraar begeleider voorzitter bestuur bestuurslid mama papa vader moeder mevrouw meneer dokter
berichten foto filmpje account profiel groep chat video via mij hem hen`);

/** Clubs, federations, services, brands, peoples and what is often written with a capital in our field. */
const ORGANISATION = set(`
sport vlaanderen vlaams vlaamse belgie belgië belgisch belgische belg nederland nederlands nederlandse frans franse duits
duitse engels engelse europa europese club koninklijke royal racing sporting olympic olympia union eendracht excelsior
voetbal basketbal volleybal handbal hockey tennis judo gymnastiek gymfed zwemfed atletiek wielerbond federatie liga bond
rode kruis duivels flames kind gezin child focus tele-onthaal awel jac caw vk zsg clb ocmw politie parket zorgcentrum
vertrouwenscentrum kindermishandeling hulpverlener raad algemene vergadering stad gemeente provincie school atheneum
college instituut universiteit hogeschool ziekenhuis sporthal sportcentrum zwembad stadion kantine whatsapp facebook
instagram snapchat tiktok google microsoft teams messenger discord telegram signal youtube netflix iphone klankbord sensoa
vlaggensysteem ethiek kamp finale beker kampioenschap olympische spelen ronde tour grand prix grote sint heilig heilige
koning koningin prins chiro scouts ksa klj gmail outlook hotmail standaard nieuwsblad laatste nieuws lokaal lokale
decreet wet code artikel gezond ethisch sporten eerste tweede derde technisch directeur hemelvaart pinksteren`);

/** What ends so is no family name that we know of. */
const GROUP_ENDING = /(?:federatie|club|raad|bond|liga|stadion|sporthal|paleis|centrum|school|ploeg|commissie|comité|vereniging)$/;

/** Where people live and play; a modest list of the better known, not every municipality. */
const PLACE = set(`
antwerpen gent brugge leuven mechelen hasselt genk aalst kortrijk oostende sint-niklaas roeselare turnhout beveren lokeren
dendermonde vilvoorde lier geel mol herentals waregem izegem ieper torhout tielt menen wevelgem poperinge veurne koksijde
nieuwpoort knokke knokke-heist blankenberge de-panne diksmuide deinze eeklo zelzate wetteren zottegem ninove geraardsbergen
oudenaarde ronse merelbeke melle evergem lochristi maldegem temse kruibeke bornem willebroek boom puurs duffel kontich
mortsel edegem hove schoten brasschaat kapellen ekeren merksem deurne borgerhout berchem hoboken wilrijk zwijndrecht
brecht schilde zoersel malle westerlo balen dessel retie arendonk hoogstraten heist-op-den-berg aarschot diest tienen
landen zaventem machelen grimbergen meise asse halle beersel dilbeek ternat liedekerke overijse tervuren keerbergen haacht
brussel anderlecht molenbeek schaarbeek elsene ukkel laken jette vorst evere etterbeek tongeren bilzen maaseik bree pelt
lommel hamont-achel peer beringen heusden-zolder houthalen lanaken maasmechelen sint-truiden limburg vlaams-brabant
oost-vlaanderen west-vlaanderen luik namen charleroi bergen parijs londen amsterdam rotterdam eindhoven breda spanje
italië italie frankrijk duitsland engeland turkije marokko ardennen kempen haspengouw westhoek blaarmeersen heizel zulte
harelbeke beernem oostkamp zedelgem jabbeke lede hamme zele stekene wichelen laarne nazareth gavere kluisbergen`);

/** Frequent first names in Flanders that are no Dutch word; a first list that must grow (statbel publishes all of them). */
const FIRST_NAME = set(`
aaron adam ahmed alexander ali alice amber amelie amina amira amélie an anaïs andreas ann anna anne annelies annick anton
anouk arne arno arthur astrid axelle aya ayoub bart bas bert bilal bjorn bram brecht brent britt camille caro caroline
charlotte chiara chloé christel christophe claudia daan daniel david dieter dirk dries dylan eline elena elias elif elise
elke ella ellen els emiel emily emma emre eric erik esther eva evelien fatima febe femke ferre fien filip finn fleur floor
florian fons francis frank frans frederik freya geert gert gilles gitte glenn greet guido guy hamza hanne hannah hans hannelore
heidi helena hendrik hilde ibrahim ilse imane ine ines inge ingrid jacob jamal jan jana jarne jasper jef jelle jens jeroen
jessica jill jitse jo joachim johan jolien jonas jonathan joost joris josé jos joyce juliette julie jules juul kaat karel
karen karim karin karlien katleen kato katrien kelly kevin khadija kim kjell klaas kobe koen kris kristien kristof lander
lara lars laura lauren lena lennert leon leonie leen lien liam lieve lieven liesbeth lina linda line lisa lise loes lore
lotte louis louise lowie luc luca lucas lucie luka lukas luna maarten maaike manon marc margaux margot maria marie marieke
marijke marleen marthe mathias mathieu mats matteo matthias maud maxim mehdi mehmet merel michael michel michiel mila milan
mieke mohamed mohammed mona myriam nadia nand nathalie nele nicolas niels nina noah noor nora olivia oscar olivier omar
pascal patrick paul peter philippe pieter pieter-jan quinten quinte rachid raf ramzi renaat rik rita robbe robin robbert
roel romy ronny rudi ruben rune ruth samuel sander sandra sara sarah sebastiaan senne serge seppe siebe silke simon sofie
sofia sophie stan stef stefaan stefan stephanie steven stijn stien suzanne sven sylvie tess thibault thibo thijs thomas tibo
tim tine tineke tinne tom toon tuur valerie vic victor viktor vince vincent veerle warre wannes werner willem wim wout wouter
xander yana yannick yasmine yassine youssef yusuf zeynep zoë`);

export const isOrdinary = (word: string): boolean => ORDINARY.has(word.toLowerCase());
export const isPlace = (word: string): boolean => PLACE.has(word.toLowerCase());
export const isOrganisation = (word: string): boolean => ORGANISATION.has(word.toLowerCase()) || GROUP_ENDING.test(word.toLowerCase());
export const isFirstName = (word: string): boolean => FIRST_NAME.has(word.toLowerCase().split('-')[0]!) || FIRST_NAME.has(word.toLowerCase());
