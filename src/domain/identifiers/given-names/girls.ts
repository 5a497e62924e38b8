/**
 * Given names of girls and women, in small letters and without accents. Started from the Belgian (nl_BE, fr_BE), Dutch, French and Turkish lists of
 * @faker-js/faker 10 (MIT) and completed by hand with Flemish names of the last fifty years and Moroccan, Arabic, Turkish
 * and East European ones; gone through against a Dutch word list, and what is a mere word was left out. Who bears a name of
 * both lists is called by neither.
 */
export const GIRLS = `
aagje aaliyah aaltje abby abdonie abeline abendam abigael abigaelle abigail aby acacie acanthe acela acelya acilay ada
adalbaude adalsinde adegrine adel adelaide adele adelheid adelie adeline adeltrude adelya adile adja adolphie adonise
adrastee adrehilde adriana adrienne afitap afra agathe agca agilberte aglae agnane agneflete agnes agnieszka agrippine
ahenk ahlem aicha aida aimee aina aisha aissata aissatou alaine alais alba albane alberade alberta alberte albertine
alcidie alcine alcyone aldegonde aleksandra alessia aleth alexandra alexandrine alexane alexanne alexia alexine aleyna
alia alice alicia alienor aliette alima alina aline alisa alisha alison alissa alix alixe aliya aliyah alize alizee
allegra allison alma almila aloise aloyse alphonsine alpike althee altin alvina alya alyah alycia alyssa alyssia
alysson amal amalia amaliane amalthee amanda amande amandine amani amante amara amarande amaranthe amaya amber ambre
ambrine ambroisie amel amelia ameliane amelie ameline amelya amethyste amicie amina aminata aminte amira amke amra amy
an ana anabelle anae anael anaelle anais anar anastasia anastasie anatolie anceline andac andrea andree andreea
anemone angadreme angela angele angelica angelina angeline angelique angie angilberte ania anicee anicette anise
anissa anita anja anka ann anna annabel annabelle annaelle anne anne-laure anne-sophie anneke anneleen annelies
annemijn annette annick annie annik annonciade anouck anouk ans ansberte anstrudie anthelmette antigone antoinette
antonia antonine anya aphelie apolline appoline aquiline arabelle arcadie argine ariana ariane aricie arielle arij
arin arlene arlette armance armande armandine armeline armelle armide armine arnaude arsenie artemis arthurine arwa
arwen arya asceline ascension asel ashley asiya aslim asma asmaa asmae assa assetou assia assil assomption assya
astarte asterie astou astree astrid astride asuela asya athalie athanasie athena athenais athina aube aubertine aude
audeline audrey augustine aure aurelia aurelie aurelienne aurelle auriane aurora aurore auxane ava aveline avigaelle
avital avoye awa axeline axelle aya ayah ayana ayem aykal ayla aylin ayline aymardine aymonde ayren aysar ayse aysil
azalee azelie azeline aziza azra babette bade badia bagdagul bahia balin barbara barbe basilisse basma bathilde baya
bea beata beatrice beatrijs becky bediz bedran behrem belcim belemir belinda bella belma beltun benedicte benice benli
bente benthe berangere berceste bercin berdien berenice berinay bernadette bernice berran berre bertha berthe bertille
berva beryl besra bessie beth bethany betsy bettina betty beulah beuve beverly beya bianca bibi bieke billie binta
bintou birgit blanca blanche blandine bloem bo bobbi bobbie bonnie bouchra brandi brandy brenda bridget brigitte britt
brittany brooke brune brunehaut brunehilde btissam cagil cagla calista camelia camila camilia camille candace candice
canel cangul cannur cansel cansin capucine carine carla carlijn carlotta carmen caro carol carole caroline carolyn
carrie cassandra cassandre cassie cassiopee castille cataleya catharina catherine cathy cato cecelia cecile cecilia
celeste celestine celia celina celine ceren cesminaz ceyda ceyla ceylan ceylin ceylinaz chahinez chaima chaimae chanel
chantal charlaine charlene charline charlize charlotte chayma chelsey cheryl chiara chirine chloe christel christelle
christiane christie christina christine christy cicek cigil cilay ciler cilvenaz cimen cindy cise cisem cisil claire
clara clarisse claudia claudine clea clelia clelie clemence clementine cleo cleophee clio cloe clothilde clotilde coco
colette coline colleen colombe conception connie conny constance cora coralie coraline corentine corinne cornelia
cosima coumba cristina cynthia cyrielle cyrine daantje dagmar dahlia daisy dalia dalila dalla damla dana danae dania
daniela daniella danielle danique daphne daphnee daria darine darla darlene davina deanna debbie debora deborah debra
defne delfien delia della delores delphine demet demi denise deniz derin derya desiree destan deste dewi diana diane
dianna dianne dicle diclehan didem diede dieke dieudonnee dilan dilara dilay dilberay dilek diler dilruba dina djeneba
djenna djuna doha dolores dolunay dominique domitille dondu donna dora doreen doriane dorien dorine doris dorothee
dorothy douae douce dounia dua dunya durdane durriye duygu dymphna ebony ebru ece ecem ecrin eda edith edmee edna eef
eefje eftalya eglantine eileen ekin ela elaine elcin elea eleanor eleanore elena eleonora eleonore elfi elia eliana
eliane eliette elif elifnur elin elina eline elinor elisa elisabeth elise elissa eliza elizabeth elize elke ella elle
ellen ellie elly elmas eloane elodie eloise elona elora els elsa elsie elvira elvire elya elyne elynn elyssa ema emel
emelie emeline emerance emerencie emi emie emilia emilie emily emine emma emmanuelle emmelie emmie emmy emna emy enise
enola enora enya erica erika erin erine erma erna ernestine esen eser esila esin esma esmee esmeray esra essie estelle
esther ethel eudoxie eugenie eula eulalie eunice euphrasie eurydice eusebie eva evangeline eve evelien eveline evelyn
evelyne evi evie evsen evy ewa eya eylul eysan fabienne fadila fadime fadma fahriye fahrunissa famke fannie fanny
fanta fantine farah fardau farida fatiha fatim fatima fatima-zahra fatimata fatma fatna fatos fatou fatouma fatoumata
faustine fauve fay faya faye fayen fayenne fazilet febe fehime felicia felicie felien feline fem femke femm fenna
fenne ferah feray feride feriel feriha ferne feryel feyza fidan fie fieke fien fiene fientje fiep figen fikriye filiz
filou fiona firdaws firdevs flavia flavie fleur floor floortje flora flore florence floriane florie florine fortunee
fran france frances francesca francette francia francine francoise frauke freda frederique freya frida fried froukje
fuldem fulden fulya funda fureyya furuzan fusun gabriela gabriella gabrielle gaelle gaia gamze garance gaye gayle
genevieve georgette geraldine gerberge gerda germaine gertrude ghislaine ghita ghizlane gigi gina ginette gioia gisele
gitte giulia gizem gladys glenda gloria godelieve goele gokce goknur goksin gonca gonul goundo gozde grace greet greta
gretchen griet guenievre guher guilhemine guillemette gul gulay gulbahar gulben gulcan gulcin guldem gulden guldeste
gulen gulgun gulnaz gulpembe gulriz gulsen gulsum gunes gungor guniz gunnur gunsel gunseli gurcan gustavine guusje
gwen gwenaelle gwendolyn habiba haby hacer hadewijch hadewych hadja hafida hafsa hailey hajar hajiba hale halima
hamida hana hanae hanan hanane handan hande hania hanna hannah hanne hannelore harriet hasna hatice hatouma hattie
havva hawa haya hayal hayat hayley hazan heather heidi heleen helen helena helene helga heloise hendrika henrietta
henriette hermien hermine hiba hidaya hilal hilda hilde hilke hind hira holly honorine hope hortense houda houria
huguette hulya humeyra huner ibtissam iclal ida idil iffet ikram ilana ilayda ilham iliana ilkben ilke ilknur ilksen
ilkyaz ilona ilse ilyana iman imane imani imen imene imge imke imran ina inara inas inaya inci indy ines inez inge
ingeborg ingrid inna insaf ioana ipek irem irene irina iris irma isabeau isabel isabella isabelle isadora isaura
isaure ise isee iseult isik isil isilay isin isis ismerie isolde isra israa israe itir iva ivy ize izel izia izzy
jacinthe jackie jacky jacoba jacqueline jacquelyn jada jade jaelynn jailey jale jalou jamila jana jane janelle janet
janice janick janie janine janis janna jannah janne jara jasmien jasmijn jasmine jayda jaylinn jazz jazzlyn jazzlynn
jeanette jeanne jeannette jeannie jeannine jehanne jelena jenna jennah jennie jennifer jenny jente jess jessica jessie
jesslyn jesslynn jet jette jihane jill jinane jinte jinthe jitske jo joana joann joanna joanne jocelyne jodi joelle
johanna johanne joke jolanda jolie jolien jolijn josefien josefina josephine josiane joy joya joyce juana juanita
judith judy jula jule julia juliana julianne julide julie juliette juna june juno junon justine jutta juul kaat kaatje
kadiatou kadidia kadidiatou kadriye kady kahina kaily kaina kamelya kamila kamile kamuran kaoutar kara karen kari
karima karin karine karla karlien karlijn karolien karolina katarzyna kate katelijne katell katherine kathleen kathryn
kathy katia katie katinka katja katleen kato katrien katrijn katrina kautar kawtar kay kayla kaylee kayleigh kayliah
kayna keira kelley kelli kellie kelly kelsey kelya kendra kensi kenza ketsia kevser keyla khadidiatou khadidja khadija
khadra khady khaoula kiani kiara kiki kim kimberly kinga kira kiraz kirsten kismet kiymet klaartje klara krista
kristel kristi kristie kristien kristin kristina kristine kristy krystal kubra kumru kyara kyra laetitia lahna laila
lale lalie lamia lan lana lara latifa latife latoya laura laurane laure laureline lauren laurence laurene lauriane
laurie laurine lauryn laverne layana layanah layla lea leah leana leane leanne leelou leen lehna leigh leila leina
lela leman lemide lena lene leni lenne lente leona leonie leonne leonor leonore leontien leontine leopoldine lerzan
leticia levana lexi lexie leyla leyna lia liana lida lieke lien liene lies liesbet liesbeth liese lieselot lieve lieze
lila lilas lili lili-rose lilia lilian liliana liliane lilie lillian lillie lilly lilou lilwenn lily lily-rose lilya
lina linda linde lindsay lindsey line linh linn linne linoi linoy liora lisa lisanne lisbeth lise liselotte lisette
lison lital liv liva livia liya liyah liyana liz liza lize lizz lizzy loa loane loes lois loise lola lora lore lorena
lorene loretta lori lorraine lot lott lotte lou-ann lou-anne loua louane louann loubna louis-marie louisa louise loula
louna lova lubna luce lucia lucie lucienne lucile lucille lucy ludivine ludmila luisa lula luna lune lut lutgarde
lutgart luus luz lya lyana lydia lydie lyla lylia lylou lyna lynda lyne lynette lynn lynne maaike maan maartje maayane
mabel mable machteld macy maddy madeleine madelief madeline madina mady mae maelie maeline maelis maelle maely maelyne
maelys maeva maeve magali magda magdalena maggie maguelone maha mahault mahaut mahjouba mai maia maily mailys maimouna
maina maissa maissane maite maiwenn maja majda malak malgorzata malia malika mallaury malou mamie manal mandy manel
manelle manon manuela mara maram marceline marcella marcia mare maren margaret margarita margaux margie margo margot
marguerite maria mariam mariama mariame marian mariana marianne marie marie-ange marie-claire marie-jeanne marie-lou
marie-louise marieke mariem marijke marijn marika marilou marilyn marina marine marion marit marjan marjane marjolein
marjorie marleen marlene marlie marlies marly marnie maroua marrit marsha marta martha marthe martine marwa marwen
mary maryam maryann marylou mathilda mathilde matilda matilde mattie maud maude maureen mauricette maxellende maxime
maxine maya mayane mayar mayline maylis mayra maysa mayssa medina megan megane meghan mehtap mei meike meissa melanie
melba melda melek melia melike melina melinda meline melis melisa melisande melissa melissandre mellina melodi melodie
melody meltem melusine meral mercedes meredith merel meriam meric meriem merih merle merve meryam meryem meryl mette
meyra mia michele micheline michelle mieke mien mies miet mihriban mikki mila milana mildred milena miley milla mille
milly milou mina mindy minne minnie mira miranda miray mireille mirella miriam mirjam mirte mirthe misra miya moira
moisette molly mona monica monique morgane mouna muesser muge mujde mujgan mukaddes munevver muriel mya myla mylene
myra myriam myrthe myrtille myrtle nabila nadege nadia nadine nadira naelle nahla naia naila naima nais najat najia
najla nala nalan nancy nanou naomi naomie natacha natalia natalie natasha nathalie nausikaa nawal nawel naya nayla naz
nazan nazli necla neela neeltje nehir neila nela nele nelia nell nelle nellie nelly nelya nena nene nergis nermine
neslihan neslisah nesrin nesrine nette nettie nevin nevra neyla nezha ngoc niame nichole nicole nida niene nienke
nigar nihad nihal nihan nika nikki nikkie nila nilgun nina nine ninon ninthe niouma nisa nisan noa noami noe noelie
noella noelle noemi noemie nola nomi nona noor noortje nora norah nore norhane norma nour noura nourane nouria nova
novi nowi nukhet nur nural nuran nuray nurcan nurgul nurhan nursel nurseli nurten nynke oceane odelia odette odile
oksan oksana olcay olena olga olive olivia oliwia ollie olympe olympia ombeline ombline ondine oona ophelie oriande
oriane orlane ornella ouafae oumaima oumayma oumayra oumou oxana oya oyku ozanne ozge ozlem ozlen oznur pakize paloma
pam pamela paola parla pascale patricia patsy patti patty paula paule paulette paulien pauline pecine peggy pelagie
pelin pelinsu pembe penda penelope penny peri perihan perla perle perran perrine pervin petek petra petronille phaedra
phileine philippine philomene philou phyllis pia pien pieternel pinar pip pippa piraye pleun pola primerose prisca
priscilla priscille priya prudence puck puk pulcherie quentine quieta quintia quinty quitterie rabia rachael rachel
rachida ragna rahime rahma rahsan raisa rajae ramata ramona rana rania ranim ranya raphaelle raquel rawane rayane
raymonde rebecca regina regine reinhilde rejeanne renate renee rengin renske reyhan rezzan rhonda ria rie rim rita
rivka rkia roberta robyn rochelle rokia rolande romane romee romy ronja roos roosje rosa rosalie rosalinde rosanne
rose roseline rosemarie rosemary rosemie rosie rosita roxane roxanne roxy ruby ruhsar rukiye ruth ruya rym saar
saartje sabah sabiha sabine sabrina sabrine sadie sadio safa safaa safae safia safiya saida sakina saliha salima
salimata sally salma salome salwa sam samantha samia samira sammie sana sanaa sanae sandra sandrine sandy sanem sanna
sanne sara sarah sare sarra saskia satine scarlett scottie sebnem secil seda sedef seden segolene seher sehrazat
selale selda selen selena selene selin selina selma selvi sema semra sena senay sengul sennur sephora serap seren
serena serin serine sermin serpil sertap seval sevda severine sevgi sevil sevim sevinc sevtap sevval seyda seyma
shaily shaima shaina shana shani shanice shanna shanon shany shari sharon shawna shayma shayna sheila shelia shelley
shelly sheri sherine sherri sheryl shirel shirine shirley shyrel sibel sibylle sidonie sien sienna sigrid siham sihame
sihem siir sila silke siloe silvia simge simone simonne sinem sira sirine sixtine skye soetkin sofia sofie sohane
solange solene solenn soline solveig songul sonia sonja sonya soof sophia sophie soraya souad soukaina soumaya stacey
stacy stefanie steffi stella stephanie sterre stien sue sule sumaya sumeyye sunay susan susie suus suzan suzanne suze
suzie suzon svetlana swassane sybille sylvia sylviane sylvie syrine tabitha taina tais tali talia talya tamara tami
tammy tania tanja tanya tanyeli tara tasha tasnim tasnime tatiana tatjana teddy teresa teri terri tesnim tesnime tess
tessa tetiana tezer thais thalia thanina thea thelma theodora theresa therese thirza thuy tia tiana tiffany tiguida
tilly tina tine tineke tinne tiphaine tirza toni tonya toos touria tracey traci trees tricia trui truus tsipora tugba
tulay tulin tunay turkan turna tutku uhra ulfet ulku ulla ulrike ulus ulviye ummiye umran unsel unseli ursula ursule
uygu vahide valentina valentine valerie vanessa veerle velma vera verda vere verna veronica veronique vesile vicdan
vicki vickie vicky victoire victoria vieve viktoria vildan vinciane viola violet violette virginie vive vivian viviane
vivienne vuslat wafa wafae wanda wanne wassila wendy weronika whitney widad wiem wies wietske wiktoria wilhelmina
wilma winifred wissam wivina xaviere xena xiu xuan yael yaelle yagmur yamina yana yaprak yara yarah yasemin yasmin
yasmina yasmine yelda yeliz yente yenthe yesim yfke yildiz yinthe ymke yolanda yolande yona yonca yosra yosun youmna
youna yousra youssra ysaline yse ysee yseult yumi yuna yvette yvonne zahide zahra zainab zakia zara zayneb zehra
zeinab zekiye zelda zelie zeliha zena zerrin zeynab zeyneb zeynep zina zineb zita ziva zoe zoeva zoey zofia zohra
zoubida zubeyde zuhal zulal zulekha zuleyha zumrut zuzanna`;
