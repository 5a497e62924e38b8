import { folded, wordSet } from './words.js';

/**
 * Where people live and play, in small letters and without accents: the municipalities of Flanders and Brussels and well-known
 * parts of them, what lies around, countries, and cities where teams go. Written down by hand; SHAPE knows more.
 */
const PLACES = wordSet(`
aalst aalter aarlen aarschot aartselaar achel adegem adinkerke affligem afghanistan afrika agadir aken albanie
algerije alken alveringem amerika amsterdam anderlecht ankara antalya antwerpen anzegem appels appelterre ardennen
ardooie arendonk argentinie arnhem as asper asse assebroek assenede astene athene australie avelgem azie baal
baardegem baarle-hertog balegem balen bambrugge barcelona basel bassevelde bastenaken bavegem beernem beerse beersel
begijnendijk bekkevoort belgie bellem benidorm berchem bergen berlaar berlare berlijn bertem beselare betekom bever
beveren beverlo bierbeek bilzen binkom birmingham bissegem blaarmeersen blaasveld blankenberge bloso bocholt boechout
boedapest boekhoute boezinge bonheiden booischot boom boorsem boortmeerbeek borgerhout borgloon bornem borsbeek bosnie
bouillon boutersem bouwel brabant brabantse brakel brasschaat brazilie brecht breda bredene bree brugge brussel
buggenhout buizingen bulgarije burst burundi cadzand canada casablanca charleroi chili china colombia congo dadizele
daknam damme deerlijk deinze dender denderbelle denderhoutem denderleeuw dendermonde denemarken dentergem dessel
desselgem destelbergen deurle deurne diegem diepenbeek diest dikkelvenne diksmuide dilbeek dilsen dilsen-stokkem
dinant doornik dortmund drogenbos drongen dublin dudzele duffel duinkerke duitsland durbuy dusseldorf dworp edegem
edingen eeklo eernegem egypte eigenbrakel eindhoven eine ekeren eksaarde eksel elewijt ellezelles elsene elverdinge
elversele emblem emelgem engeland erembodegem eritrea erpe erpe-mere ertvelde essen essene ethiopie etterbeek eupen
europa everberg evere evergem fes finland frankrijk galmaarden gavere geel geetbets gelrode geneve genk gent
gentbrugge geraardsbergen ghana gierle gijzegem gingelom gistel gits glabbeek goes gooik grembergen griekenland
grimbergen grobbendonk groningen groot-bijgaarden guinee haacht haaltert haasdonk haasrode hageland halen hallaar
halle ham hamburg hamme hamont hamont-achel hansbeke harelbeke haspengouw hasselt hechtel hechtel-eksel heerlen heers
heffen heist heist-op-den-berg heizel heldergem helsinki hemiksem henegouwen herdersem herent herentals herenthout
herk herk-de-stad herne herselt herstappe herzele heule heusden heusden-zolder heuvelland hever heverlee hingene
hoboken hoegaarden hoei hoeilaart hoeselt hofstade holsbeek hongarije hooglede hoogstraten horebeke houthalen
houthalen-helchteren houthulst hove huldenberg hulshout hulst humbeek ibiza ichtegem iddergem ieper ierland ijsland
india ingelmunster irak iran israel istanbul italie itegem izegem jabbeke japan jette kachtem kalmthout kameroen
kampenhout kanegem kapelle-op-den-bos kapellen kaprijke kasterlee kaulille keerbergen kemmel kempen kermt kessel
kessel-lo keulen kiev kinrooi kluisbergen klundert knesselare knokke knokke-heist koekelare koekelberg koersel
koksijde komen koningshooikt kontich kopenhagen korbeek-lo korea kortemark kortenaken kortenberg kortessem kortrijk
kosovo kraainem krakau kroatie kruibeke kruisem kruishoutem kuringen kuurne la-louviere laakdal laarne laken lanaken
landegem landen langdorp langemark lauwe lebbeke lede ledeberg ledegem leest leffinge leie lembeek lembeke lendelede
lennik leopoldsburg leut leuven libanon lichtaart lichtervelde liedekerke lier lierde liezele lille limburg linden
linkebeek lint linter lissabon lissewege liverpool lo-reninge lochristi lokeren lommel londen londerzeel lotenhulle
lovendegem lovenjoel lubbeek luik lummen luxemburg lyon maarkedal maaseik maasland maasmechelen maastricht macedonie
machelen madrid malaga maldegem malle mallorca malmedy manchester mariakerke marokko marrakech marseille massemen
mechelen meerbeke meerhout meerle meetjesland meetkerke meise meldert melle melsele menen merchtem merelbeke
merelbeke-melle merendree merkem merksem merksplas mesen mespelare messines meulebeke mexico middelburg middelkerke
milaan minderhout moerbeke moerbrugge moerkerke moerzeke moeskroen mol molenbeek molenstede mollem moorsel moorsele
moorslede mortsel moskou muizen munchen munsterbilzen munte nador namen nantes napels nazareth nazareth-de-pinte
neder-over-heembeek nederland neeroeteren neerpelt nevele nice niel nieuwerkerken nieuwkerken-waas nieuwpoort
nieuwrode nigeria nijlen nijmegen nijvel ninove noorderkempen noorwegen nossegem oedelem oekraine oelegem oetingen
okegem olen olsene onkerzele oordegem oost-vlaanderen oostakker oostduinkerke oosteeklo oostende oostenrijk oosterzele
oostham oostkamp oostmalle oostrozebeke opglabbeek opoeteren oppuurs opwijk oslo ottenburg oud-heverlee oud-turnhout
oudenaarde oudenburg oudergem oudsbergen oujda ouwegem overboelare overijse overmere overpelt paal pajottenland
pakistan palestina pamel papendal parijs parike passendale peer pellenberg pelt pepingen perk peru petegem peulis
pittem poederlee polen pollinkhove poperinge porto portugal praag proven pulderbos pulle putte puurs puurs-sint-amands
rabat ramsel ramskapelle ranst ravels reet reims rekkem relegem reningelst retie riemst rijkevorsel rijkhoven rijsel
rillaar rochefort roemenie roesbrugge roeselare rome ronse roosdaal roosendaal rotselaar rotterdam rozebeke
ruddervoorde ruien ruisbroek ruiselede rumbeke rumes rumst rupelmonde rusland rwanda schaarbeek schaffen schelde
schelle schellebelle schendelbeke scherpenheuvel scherpenheuvel-zichem schilde schoonaarde schorisse schoten schotland
schriek semmerzake senegal seraing servie sevilla sinaai sittard sleidinge slowakije sluis smeerebbe snaaskerke
snellegem somalie spa spanje spiere spiere-helkijn stabroek staden stalhille stavele steendorp steenhuffel
steenokkerzeel stekene sterrebeek stevoort stockholm stokkem stokrooie strombeek strombeek-bever syrie tanger temse
tenerife ternat terneuzen tervuren tessenderlo tessenderlo-ham thailand tielen tielrode tielt tielt-winge tienen
tilburg tildonk tongeren tongeren-borgloon torhout toulouse tremelo tsjechie tubize tunesie turijn turkije turnhout
uitbergen ukkel ursel utrecht valencia varsenare veldegem veldwezelt veltem veltem-beisem venetie venlo verrebroek
verviers veurne viane vichte viersel vietnam vilvoorde vinkt vlaams-brabant vlaanderen vladslo vlassenbroek vlezenbeek
vlierzele vlimmeren vlissegem voeren voorde vorselaar vorst vosselaar vosselare vossem vrasene waals-brabant waarloos
waarschoot waasland waasmunster wachtebeke wakken walem wallonie wambeek wannegem waregem warschau watermaal
watermaal-bosvoorde watervliet watou waver wechelderzande weelde weerde welle wellen wemmel wenduine wenen werchter
wervik west-vlaanderen westende westerlo westhoek westkapelle westmalle westmeerbeek westouter westrozebeke
westvleteren wetteren wevelgem wezemaal wezembeek wezembeek-oppem wichelen wiekevorst wielsbeke wieze wijnegem
wijtschate willebroek wilrijk wilsele wingene winksele wintam winterberg wolvertem wommelgem wondelgem wontergem
wortegem wortegem-petegem wortel wuustwezel zandbergen zandhoven zandvliet zandvoorde zarlardinge zaventem zedelgem
zeeland zeist zele zellik zelzate zemst zepperen zevekote zeveneken zeveren zichem zingem zoerle-parwijs zoersel
zolder zomergem zonhoven zonnebeke zonnegem zottegem zoutenaaie zoutleeuw zuienkerke zulte zurich zutendaal zwalm
zweden zwevegem zwevezele zwijnaarde zwijndrecht zwitserland`);

/** Endings of villages, where no given name or surname ends so. */
const SHAPE = /^(?:sint-.+|(?!ver|van|de[^nusr]).{2,}(?:gem|zele|beke|kerke|drecht|hout|voorde|rode|lare|straten|munster|vleteren))$/u;

const TWO_WORDS = wordSet('de-panne de-haan de-pinte de-klinge de-lutte den-haag den-bosch den-helder le-mans la-louviere la-panne la-roche new-york los-angeles');

export const isPlace = (word: string): boolean => PLACES.has(folded(word)) || SHAPE.test(folded(word));
export const isPlaceOfTwo = (first: string, second: string): boolean => TWO_WORDS.has(`${folded(first)}-${folded(second)}`);
