import { folded, wordSet } from './words.js';

/**
 * Frequent surnames that are no Dutch word, in small letters and without accents: Flemish and Walloon, Moroccan and Turkish,
 * written down by hand. A surname that is a word ("Bakker") needs a cue, a given name or its particle ("De Bakker").
 */
const SURNAMES = wordSet(`
aerts adriaens adriaenssens andries arnauts baert baerts baeten baetens baeyens baetslé bauwens beckers beernaert beirnaert
bernaerts bertels blommaert boeckx bogaert bogaerts boonen boons borremans bosmans bosschaert bossuyt boudry boutsen
braem braeckman bracke breugelmans broeckx brouwers bruyneel bruggeman bruyninckx buelens buyse buysse caers callaert callebaut
callens capiau carlier casteleyn ceulemans ceuppens ceusters christiaens claes claessens claeys clerckx cleynen colpaert
colson cools coolen coosemans cooreman coppens coppieters cornelis cornelissen corthouts coucke cox crabbe craeye creemers cuypers
cuyvers daems daenen danneels deblauwe debacker debaere debaets deboeck debruyne debusschere decaluwe deceuninck declerck
declercq decock deconinck decoster decraene decroos defever degroote degryse dehaene dejonckheere dejonghe deketele
delaere delanghe deleu deman demeester demets demeulemeester demeyer demeyere denys depauw depoorter depraetere deprez
deridder derycke deschepper deseure desmedt desmet desmyter desnoeck devlieger devolder devos devriendt dewaele dewilde
dewitte dewulf deweerdt dhondt dhooge dhaene dierckx dierickx dillen diels doms dumortier dupont dumont dubois dumoulin duchateau
eeckhout eeckhaut engelen elsen everaert everaerts eyckmans faes feys fierens fonteyne fransen franssens foubert francois
geens geerts geeraerts geldhof geudens geukens geysen gielen gijbels gillis goeminne goethals goossens goris govaerts
gysels gyselinck haesevoets hellemans hendrickx hendriks hendrix herman hermans heylen heyman heymans heyndrickx
hoebeke hoefkens hoste hostens houben huybrechts huyghe huyghebaert huysmans ingels jacobs janse jansen janssen janssens
janssenswillen joossens jordens jorissen kerckhof kerkhofs knockaert kums labeeuw lambrecht lambrechts lammens lambert
laenen laevens lauwers laureys leemans lemmens lenaerts leroy leysen lievens liekens lippens loots loyens luyckx luyten
luypaert maertens maes maesen mahieu mannaerts mariën martens matthijs matthys meeus meeusen meersman mennes mertens
mestdagh meulemans meynen meyers michiels michielsen moens moerman moonen mortier motmans naessens nauwelaerts neirynck neyens
neyt nijs noyens nuyts nuytten ooms oosterlinck ooghe opdebeeck orens pauwels peeters peetermans peirs pieters piessens
pille plessers poelmans polfliet provoost praet puttemans quintens raeymaekers raes ramaekers rombouts roelandt roelants
roels roosen ruelens rutten ryckaert ryckeboer saelens schepens schepers scherpereel schoofs schouteden schoenmakers
segers seghers sels serneels sevenants simoens smets smeets smolders soetaert soetens somers staelens stevens steyaert
stockmans storms swaelen swinnen symons taelman tanghe theunis theunissen theuns thijs thys thyssen tielemans timmermans
torfs truyens tuytens tuyls uytterhoeven uyttendaele vanacker vangeel vanhaecke vanhoof vanhoutte vanhove vannieuwenhuyse
vanneste vanoverberghe vansteenkiste vanwalleghem vercammen vercauteren vercruysse vercruyssen verbeke verbeeck
verbist verboven verbruggen verdonck verelst vergauwen verhaegen verhaeghe verhasselt verhelst verheyen verhoeven
verhulst verlinden verlinde vermaelen vermeersch vermeire vermeiren vermeulen vermeylen vermote verplancke verschueren
verschuere versmissen verstappen verstraete verstraeten verstreken vervaet vervloet vervoort verwimp viaene vleminckx
vlaeminck vlaminck vleugels vrancken vranckx vrints wauters wauman weckx wellens welvaert weemaes weyns willaert willaerts
willekens willems winters wittevrongel wouters wuyts wynants wyns ysebaert yserbyt
bertrand bodart bastin charlier claude collard collignon colin cornet dardenne delvaux denis deschamps dethier detry
dubuisson dufour dupuis evrard fontaine francotte gerard gilson goffin gregoire guillaume hubert jacquemin jadot lacroix lambot
laurent lebrun lecomte ledent lefebvre lefevre legrand leclercq lejeune lemaire libert louis maréchal masson mathieu
marchal martin meunier michaux michel moreau moulin noel piron pirard poncelet renard renson robert simonis thiry thomas wathelet
abdellaoui achahbar aarab alaoui amrani amraoui aouad aouragh asnaoui ayadi azzouzi bakkali belhadj belkacem benali
benaissa benamar bencheikh benhaddou benjelloun benmoussa bennani bensaid berrada bouali bouazza bouchta boudaoud
bouhaddou boukhari boulahrouz boumediene bouras bousfia boutahar bouzid chaouch chaoui charkaoui cherkaoui daoudi driouch fassi
filali hachimi haddad haddouchi hamdaoui hamdi hammouti harrak idrissi jebari kaddouri karimi khattabi khalfi kaouakibi
laaouej lahlali lamrani loukili mansouri meziane mokhtari moussaoui naciri nassiri ouahbi ouali ouchan ouarrak oualaf
rahmani rahmouni saidi sebti slimani tahiri talbi touil touzani yacoubi yahiaoui zaoui zeroual ziani zouaoui
acar akbulut akdag akgul akin aksoy aktas altun altintas arslan aslan atas avci aydin aydemir bayrak bektas bozkurt bulut
celik cetin cakir coskun dagdelen demir demirci demirel demirtas dogan durmaz erdogan ergin erturk gok guler gul
gunes gungor gunduz isik kaplan karaca karakaya karatas karabulut kaya keskin kilic koc korkmaz kose kurt ozcan ozdemir
ozer ozkan ozturk pekcan polat sahin sari sen simsek tas tekin tekinerdogan topal turan tunc turk uysal unal uzun yalcin yavuz
yildirim yildiz yilmaz yuksel
nguyen tran pham diallo traore coulibaly diop ndiaye mensah okafor kowalski kowalska nowak popescu popa ivanov ivanova
shevchenko kovalenko petrov hoxha gashi silva santos fernandes fernandez rodriguez lopez garcia martinez ferreira pereira
oliveira rossi russo bianchi esposito mukendi kabongo ilunga tshibangu lukaku kompany singh kaur khan hussain chowdhury zhang`);

/** What follows "De" in a surname; with its capital there it is nobody's job, animal or colour. */
const AFTER_DE = wordSet(`
backer backere baere baets bakker bal bie blauwe block bock bodt boeck boel boer bont bondt boosere bosschere bouw brabander brabandere
brauwer bremaeker brouwer bruecker bruyn bruyne bruycker busschere buyser cauwer ceulaer ceuninck clerck clercq cleyn cock cocker
coninck coster crem croo cuyper decker dobbelaere doncker gendt geest geyter graef graeve grave groof groot groote gryse
haan haas haes herdt hert hertogh heyn hondt jaeger jong jonge jonghe keersmaecker keyser keyzer kegel kerpel ketelaere kimpe
kock koning koninck lange langhe leener leeuw leu loof man maere maesschalck maeyer marez meester meulemeester meulenaer
meyer meyere meyst mits moor mulder munck muynck neef neve nijs nil nys paepe pauw pelsmaeker pessemier pooter poorter
potter prins prijcker raedt raeve ranter ridder rijck rijcke roeck roo rooms roover rop ruyck rycke rycker saedeleer saeger schepper
schrijver schutter schuyter sloover smedt smet smul smyter sutter sweemer taeye troyer tollenaere vadder valck veirman
vlaeminck vleeschauwer vlieger vliegher voogd voogt vos vreese vriendt vries vriese vroey vuyst waele weerd weerdt wever wilde
win winne winter wit witte wolf wulf zutter zwaef`);

/** Only in the middle of a sentence: how Flemish, Moroccan and Turkish surnames often look. */
const SHAPE = /^(?:vand(?:e|en|er)?\p{Ll}{4,}|van(?:h|st|ov|n)\p{Ll}{4,}|ver\p{Ll}{2,}(?:en|ert|eke|ele|aete|eghe|sch)|\p{Ll}{2,}(?:aert|aerts|inck|inckx|ckx|aeghe|ssens|oglu|aoui|ouche|ouchi))$/u;

/** Surnames that are a place without their "Van": "Van Damme zei". */
const AFTER_VAN = wordSet('damme hove lier loon aelst');

export const isSurname = (word: string): boolean => SURNAMES.has(folded(word));
export const followsDe = (word: string): boolean => AFTER_DE.has(folded(word));
export const followsVan = (word: string): boolean => AFTER_VAN.has(folded(word));
export const looksLikeSurname = (word: string): boolean => SHAPE.test(folded(word));
