/**
 * Given names of boys and men, in small letters and without accents. Started from the Belgian (nl_BE, fr_BE), Dutch, French and Turkish lists of
 * @faker-js/faker 10 (MIT) and completed by hand with Flemish names of the last fifty years and Moroccan, Arabic, Turkish
 * and East European ones; gone through against a Dutch word list, and what is a mere word was left out. Who bears a name of
 * both lists is called by neither.
 */
export const BOYS = `
aaron abay abd abdallah abdel abdelaziz abdelhak abdelhakim abdelhamid abdelilah abdelkader abdelkarim abdellah
abdellatif abdelmajid abdelmalek abdelmounaim abderrahim abderrahman abderrahmane abdessamad abdon abdou abdoul
abdoulaye abdourahmane abdramane abdul abdulkadir abdullah abe abel abelard abelin abidin aboubacar aboubakar abraham
absalon acace acar achaire achille achraf acun adalard adalbald adalberon adalbert adalric adam adama adegrin adel
adelin adelphe adem aden adenet adeodat adhemar adib adil adjutor adnan adolphe adriaan adrian adriano adrien affan
afi afsin agah agapet agathange agathon agilbert agnan agrippin ahmad ahmed ahmet ahsen aidan aiden aimable aime aissa
akalp akbatur akin akiner akram aksel aksil aktekin aktimur alain alan alassane alban alberic albert alberto alcibiade
alcide alcime aldonce aldric aleaume alec alejandro aleksandar aleksander alessandro alessio alex alexander alexandre
alexis alfonso alfred alfredo ali alican aliou alisan alisir alistair allan alliaume almine almire alois alon alonzo
aloys alparslan alpay alper alperen alphan alphee alphonse alpinien altan altemur alton alverede alvin aly amadou
amael amalric amandin amani amar amara amaury ambroise amedee amelien amiel amin amine amir ammar amos amour anael
anas anass anastase anatole ancelin andeol andoche andre andreas andrei andres andrew andriy andy anes ange angelo
angilbe angilran angoustan anicet anil anis annibal anouar ansbert anselme ant anthelme anthony antide antoine anton
antoni antonin antonio antony antoon apollinaire aquilin aras archambaud archibald archie arda ari arian arie ariel
arif aris ariste aristide arjen arman armand armando armel armin arnaud arne arno arnold arnould arolde aron arsene
arslan arthaud artheme arthur arthus arto arturo artus ascelin asil asim askin ata atakan atalay ataullah athanase
atif atilla aubin aubrey aubry audebert audouin audran auguste augustin aurel aurele aurelien aurian auxence avi aviel
avni avsar axel ayaan ayaz aydan aydemir ayden aydin ayhan aykan aykut aylan ayman aymane aymard aymen aymeric aymon
ayoub aytac aytekin aytug ayvaz azer aziz azizhan azmi babacan bachir badis badr bafode baha bahadir bahri bahtiyar
bakary baki balthazar baptist baptiste barin baris barkin barlas barnabe barry bart barthelemy bartimee bartu bas
basil basile bastiaan bastian bastien battal batu batuhan batur baturalp baudouin bavo baykal bayram bedir bedirhan
bedreddin bedri behcet behic behlul behram behzat bekir bektas ben benigne benja benjamin bennie benny benoit bent
bentley benyamin bera beranger berard berat berend berkan berkay berkin bernard bert bertrand beser besim besir bilal
bilel bill billy birol bjorn blaise blake boas boaz bob bobby bodhi bodi bogdan bohemond boniface boris boubacar
boubou bouchard brad bradford bradley brahim bram brandon brayan brecht brendan brenn brent brett briac brian brice
briek brieuc bruce bruno bryan bryant bugra bulent bulut bunyamin burak burhan byron cafer cagan cagatay cagdas caglar
cagri cagrihan cahid caleb calixte calvin camelien cameron camil camillien canalp candar candide caner cankan caribert
carl carlo carloman carlos carlton carroll cary cas casper cassien cavid cecil cedric celal celaleddin celasun celen
celestin celian celien celik celil cem cemal cemali cemil cengiz cenk cesaire cesar cetin cetinel cetiner cevahir
cevat ceyhun cezmi chafik chahine chai chakib charlemagne charles charly chase cheick cheick-oumar cheikh cheng
chester chidi childebert chilperic chretien chris christiaan christian christodule christof christophe christopher
chrysole chrysostome ciel cihad cihan cihangir cihansah cis civan clarence clark claude claudien clayton cleandre
clement clery clifford clifton clint clinton clotaire clovis clyde cobe cody coen colin collin come conrad constant
constantin corentin corey corneel cornelis cornelius corto cory coskun coskuner craig cristian cubeyr cumhur cuneyt
curtis cyprien cyrian cyriaque cyriel cyril cyrille cyrus daan daghan dale daley damiaan damian damien damin damon
dani daniel danilo danny dante dany danyl daouda darin dario darius darnell darrel darrell darren darrin darryl daryl
dave daver davey davi david davud davut davy dawud dax dayan dayane dean delbert delphin demba demiralp demirhan denis
deniz denizalp dennis derek derrick dervis desire devin devran dewey dex dexter dexx didier diederik diego dieter
dieudonne dikmen dilan dilaver dildar dimitri dinc dincer dion direnc dirk djayden djibril dmitri dmytro dogan doganay
doganer dogu domien domingo dominic dominick dominik donald donnie donny dora dorian doug douglas douwe dov doyle drew
dries driss duane duco dundar durmus dustin duuk dwayne dwight dylan dylano ebuzer ecehan ecevit ecmel ecvet eddie
eddy eden edgar edgard edhem ediz edmond edmund edouard eduard eduardo edward edwin efe efken eflah efsun egemen ekmel
ekrem elbert eleuthere elgin eli eliahou elian elias elie eliel elijah elio elior eliot eliott elisee elliot elliott
ellis elmer eloan eloi elone elouan elvis elyas elyes elzear emanuel emced emeka emeric emiel emil emile emilien
emilio emin emir emirhan emmanuel emmett emrah emre emrullah ender enderun enes engin enguerrand enis enrique ensar
enver enzo ephraim epiphane eralp eray erberk ercan ercin ercument erda erdal erdem erdinc erel eren ergin ergun
erguner erhan eric erick erik erkam erkan erman ernest ernesto erol ersan ersin ertan ertugrul ervin erwan erwann
erwin esat esref esteban ethan ethann ethem etienne ettore eubert eudes eudoxe eugene eusebe eustache evan evann
evariste everett evert evran evrard evren ewald ewan ewen ewenn ewoud eyal eymen eytan eythan eyup ezio ezra ezrak
faas fabian fabien fabio fabrice fadi fadil fady fahd fahrettin fahri faik faisal falba falih fantin fares farid faris
farouk faruk fasih fatih fatin faycal faysal fazil fazli fazullah feda fedai fedde federico fehmi felicien felicite
felipe felix feramus feramuz ferdi ferdinand ferhan ferhat feridun ferit ferman fernando ferre ferruh fevzi feyyaz
feyzullah fiacre fidele fikret fikri filip filipe finley finn finnley firas firmin flavien flavio flip flodoard flor
florent florentin florestan florian florin floris floyd flynn fode fons forrest fortune fos foss fouad foucauld
foulques francis francisco franciscus francisque franck francois frank frankie franklin franky frans fred freddie
freddy frederic frederick frederik fredrick freek frenkie frits fritz fuat fulbert fulcran fulgence furkan fuzuli fynn
gabin gabriel gael gaetan gaffar garrett garry gary gaspar gaspard gaston gatien gaud gauthier gautier gazanfer gazi
gedeon geert gencer geoffrey geoffroy george georges gerald gerard gerardo geraud gerben gerbert germain gerolf gerrit
gerry gert gervais gevheri ghislain giacomo gianni gideon giel gijs gilbert gilberto gilles gino giovanni girart giray
gislebert giulio giuseppe giyas glen glenn godfried gokalp gokhan gokmen gondebaud gonenc gongor gonthier gontran
gonzague gordon gorkem grant greg gregg gregoire gregor gregory guerin gui guido guilhem guillaume guillermo gulhan
gultekin gunnar gunter gunther gurbuz gurdal gurhan gurkan gurol gursel gust gustaaf gustave gustavo guus guven
guvenalp guy guyot gwendoline habbab habib habil hacib hadi hadriel hadrien hafi hafid hafiz haim hakan hakem haki
hakim hakki haldun halil halim halis halit haluk hamdi hamdullah hamed hami hamid hamidou hamit hammad hamza hanefi
hani hans hardouin harold haron haroun harouna haroune harry harun harvey hasan haseki hasibi hasim hasin hasmet
hassan hassane hatem hatip hattab hayali hayati haydar hayden hazar hazim hector hedelin hedi hein helie helier helios
hendrik henk henri henry herbert herluin herman herve herwig hicabi hicham hidde hifzi hikmet hilaire hilal hildebert
hillel hilmi himmet hincmar hippolyte hisam hizir homer honore horace hossein houssam howard hubert huccet hud
hudavendigar hudayi hugh hugo hugues hulki hulusi huma humayun hurkan hursit husameddin husamettin huseyin husnu
husrev hussein huub huzeyfe ian iban ibrahim ibrahima idan idir idris idriss idrissa ignacio igor ihsan ihvan ikrime
ilan ilay ilbey ilhami ilhan ilian iliane ilias ilies ilkay ilker ilyan ilyane ilyas ilyass ilyes ilyess imad imran
imrane inza ionut irfan irvin irving isa isaac isaiah ishaq isidore isiner ismael ismail ismet issa issam issiaka itri
ivan ivar ivo iwan iyad iyed izzet izzettin jaak jaap jace jack jackson jacky jacob jacobus jacques jad jaden jairo
jaivey jake jakob jakub jalal jalil jamal james jamie jan janne jaouad japhet jared jari jarne jarno jarod jason
jasper jassem jassim javi javier jawad jawed jax jaxon jaxx jay jayce jayden jaylano jaylen jayson jayvano jean
jean-claude jean-luc jean-marc jean-marie jean-paul jean-pierre jeannel jeannot jed jef jeff jeffery jeffrey jefta
jelle jelmer jelte jens jeppe jerald jeremiah jeremie jeremy jermaine jeroen jerome jerry jesper jesse jesus jibril
jidde jim jimi jimmie jimmy jitse joachim joah joakim joannes joanny joaquim joas job jocelyn jochen joe joel joep
joeri joery joes joey johan johann johannes john johnathan johnny jon jona jonah jonas jonathan jonathon joost jop
joppe joran jordan jordy joren jorge jori jorik joris jorn jorrit jort jos jose josef joseph josh joshua josse
josselin josue joud jourdain jozef juan juda jude judicael julan jules julian julien julio julius junayd jur jurgen
jurre juste justin juul kaan kabil kacper kadem kadi kadir kadrican kagan kai kais kaj kamal kamber kamel kamiel kamil
kamran karahan karam karamba karamoko karel karim karl kasim kasper kassim kay kayaalp kayden kays kazim keano kees
keith keles kelvin kelyan kemal kemalettin ken kenan kenji kenneth kenny kenzi kenzo kenzy keramet kerami kerem
keremsah kerim kessaf kevin khalid khalil kian kilian killian kilyan kirk kjeld kjell klaas kobe koen koenraad kofi
koksal koray korkut krijn kristiaan kristof kristopher krzysztof kubat kubilay kuddusi kursad kurt kutbettin kwame
kwinten kyan kyandro kyano kyle kylian kyliann kyllian ladji lahcen lamar lambert lamih lamine lancelot lander landry
larbi larry lars lassana lasse laszlo latif laurence laurens laurent lawrence lazar lazare leander leandre leandro
leendert leland len lenn lennart lennert lennon lennox lenny leny leo leo-paul leon leonard leonardo leopold leroy
lester leu leufroy lev levent levi levy lewis lex lhoussaine liam libere lietald lieuwe lieven lilian lio lionel lior
lirone lisandro livio liyam lloyd loan lode lodewijk loek logan lohan loic lois longin lonnie loren lorenz lorenzo
loris lorrain lothaire lou louay louca louie louis louka lounis loup lowie lubin luc luca lucas lucca luciano lucien
ludo ludolphe ludovic ludwig luigi luis luk luka lukas luke lutfi lutfullah luther luuk lyam lyes lyle maad maarten
maas macaire mace maceo mack mads mael maes mahamadou mahdi mahe maher mahir mahmoud mahmut mahzun makan maksim maksud
malcolm malick malik malo malone mamadou mamert mamoudou manar manasse manil manoah mansur manu manuel marc
marc-antoine marceau marcel marcelin marco marcos marcus marek marijn marin marinus mario marius mark marko marley
marlon marnick marnix marouane marshall mart martial martijn martin marty marvin marwan marwane mas mason massinissa
mateja mateo mateusz matheo mathew mathias mathieu mathijs mathis mathurin mathys matias matis matisse mats matt
matteo mattheo matthew matthias matthieu matthijs matthis mattia matys matz maugis maurice maurits mauro max maxence
maxens maxim maxime maximilian maximilien mayeul mayson mazhar mbaye mederic mees mehdi mehmet mel melchior melih
meliksah melle mels melvil melvin melvyn memduh menahem mence mendel menno merijn merle merlin merovee mert merwan
mestan mesut mete metin mevlut mex micah micha michael michał micheal michel michiel mick mickael midas miel miguel
mihai mik mika mikail mike mil milan milano miles milhan milo miloud milton mimoun minh mir mirac miran mirkelam mirza
misbah mitch mitchell mithat moche modibo mody mohamed mohamed-ali mohamed-amine mohammad mohammed moise moos morgan
moritz morris mory moses mostafa mouctar mouhamadou mouhamed mounir mourad moussa moustafa moustapha mozes muammer
muaviye muaz mufid muhammad muhammed muhammet muharrem muhsin muhtar muhterem muhtesem muhyiddin mujdat mukadder
mukerrem muktedi muktedir muktefi mumtaz munir murat muren musa musir muslih mustafa mustapha mutahhar mutasim muteber
mutemed muttalib muzaffer muzdad mylan mylo myron nabi nabil naci nadi nael nafiz nahel nahid nahil nail naim namik
nand naoufal naoufel narcisse nasrullah nasser nassim natan nathan nathanael nathaniel naud naudet nawfel nayel nazif
nazim nazmi neal necat necati necdet necib necmettin nedim nehemie neil nejat nelson neo neset nesim nestor nevzat
nicephore nicholas nick nico nicolas niek niels nihat nikita nikodem nikola nils nino niyazi nizamettin nizar noah
noam noan noe noel noha noham nohan nolan nolann nolhan norbert nordin nordine norman normand noud nouha noureddine
nouri nout novan nox numan nurettin nurullah nusret octaaf octave odilon odin odon oger oguz oguzhan okan oktay olaf
ole oleksandr oliver olivier oliwier omar omer onur orhan orlando orville oscar oskar osman othman othmane otis otto
oualid ouassim oumar oury ousmane oussama owen ozan ozcan ozer ozgur ozhan ozkan pablo pacome palemon paolo pascal
paterne patrice patrick patrik paul paul-antoine paul-arthur paulin pauwel pavel payidar pedro pelle pepijn pepin
perceval percy perry pertev perver pete peter peyami pharell phil phileas philemon philibert philip philippe phillip
pie pierre pierre-alexandre pierre-antoine pierre-louis pierrick piet pieter pieter-jan pieterjan pim piotr pol
prosper quentin quin quincy quinten rachid raci radu raf rafael rafet raff rafik rahim rahmi raif rakip ralf ralph
ramazan rami ramiro ramiz ramon ramy ramzi randal randall randolph randy raoul raphael rasim rasit rauf raul ravi ray
rayan rayane rayen raymond recai recep reda redouan redouane refah refet refik regi reginald regis reha rein reinaart
reinout rejean remco remi remy remzi renaat renaud rene rens renzo resat resul revi rex reybaud reza riad ricardo
richard rick rickey ricky rico ridouan ridvan rifat rifki rik ringo rino riv riyad riza roan rob robbe robbert robbie
robert roberto robin robinson robrecht roch roderick rodney rodolfo rodolphe rodrigo rodrigue rody roel roeland
rogelio roger rohan roland rolando rolf romain roman romeo romuald ron ronald ronan ronnie ronny roosevelt roselin
ross rowan roy ruben ruchan rudi rudolph rudy rufus rukneddin rune russell rustu rutger ryad ryan saad saban sabir
sabri sacid sadan sadberk sadettin sadi sadik sadri sadullah safa saffet safi safouan safouane sahap sahin sahinalp
sahsuvar said saim sakip sakir salah salaheddine salih salim salman salomon salvador salvatore sam samed sami samih
samil samim samir sammy samson samuel samy sander sandro santiago sarani sasja saul sauveur savas savi savin savinien
sayan scott sean seb sebas sebastiaan sebastian sebastien secaeddin seckin sedat sef sefer seff sefik sehlevent sekou
selahattin selami selcuk selim selyan sem semih semsi sener senn senne senol sepp seppe serafettin seraphin serbulent
serdar seref serge sergei sergen sergio serhat serif serkan sermet sertac seth settar sev severin sevket sevki seyban
seydou seyfettin seyfi seyfullah seyyit shai shane shaun shawn shay shayan sheldon sherman sidki sidney sidoine sidy
siebe sieben siebren siegfried siem siep sigebert sigi sigismond sihab sihabeddin sil silas silvan silvere simeon
simon sinan sinasi sir sirri sixte sjaak sjoerd sjors skander soan sofian sofiane sohan solal soren soufian soufiane
soulaiman souleyman souleymane spencer staf stan stanislas stanley steeve stef stefaan stefan stefano sten stephan
stephane stephen steve steven stewart stijn storm stuart suat subhi sudi suheyl sukru suleyman sururi sus sven sverre
swan sylvain sylvester sylvestre taceddin taco taha tahar tahir tahsin taib talat talay talha talip tamer tancrede
taner tanguy tanju tarek tarik tarkan taskin taurin tavi tayfun taylor tayyar ted teddy teije tekin tekinalp temel teo
teoman terence terrance terrell terrence teun teunis tevfik tevhid tezcan tezel theo theodore theodose theophane
theophile theophraste theotime thiago thibaud thibault thibaut thibert thibo thierno thierry thije thijmen thijn thijs
thom thomas thor thore thuan tiago tibbe tibe tibo tidiane tiebe tieme ties tijl tijmen tijn tijs tilio tim timeo
timmy timo timoleon timothe timothee timothy timur tinas tist titien titouan tjorven tobias tobin toby todd tolga
tolunay tom toma tomas tomasz tommie tommy tonnin tony toon torsten toussaint trajan travis trevor tristan tufan tugay
tugrul tugtekin tuhfe tumer tunahan tunc tuncay tuncer turan turgay turgut turkay turker turkes turold tuur twan
tybalt tycho tygo tyler tymeo tymon tyron tyrone ufuk ugo ugur ukbe ulgen ulvi ulysse umit umur umuralp umut unal
urbain usame uzeyir vadim vaha vahdet vahid valentijn valentin valentino valere valery vasco vecdi vedat vefa vefik
vehbi veli venance venceslas vernon veysel veysi vianney vic victor victorien victorin viggo vigile vigo vik viktor
vince vincent vinz virgil virgile vital vivien vlad vladimir volkan volodymyr wael wail waleran walid wallace walter
wandrille wannes ward warre warren wassim wayne wei wendell werner wes wesley wessel wiebe wietse wilbert wilbur
wilfred wilfried will willard willem william willis willy wilson wim winston wissem wito wolf woodrow wout wouter
wouts xander xavi xavier xem xenophon yacine yacouba yagiz yahya yakup yalcin yalgin yaman yani yanis yann yanni
yannick yannis yarno yaron yasar yasin yasser yassin yassine yassir yavuz yaya yazid yekta yener yetkin yigit yildirim
yilmaz ylan yoan yoann yoav yoel yohan yohann yoni yoran yorben yossef youcef younes youness younis youp youri yousef
youssef youssouf yuce yucel yuksel yumni yunus yuri yusuf yvan yves zacharia zacharie zachary zache zack zackary zadig
zafer zafir zahit zain zakaria zakariya zakary zakarya zamir zayd zayn zef zekai zekeriyya zeno zephirin zephyr zev
zeyd zeynel ziad ziggy zihni zinedine zion ziver ziya ziyad zouhair zubeyr zulfikar zyad`;
