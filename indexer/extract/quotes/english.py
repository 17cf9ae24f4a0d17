"""What English words can do in an attribution. Written for this project."""

from indexer.declension import Reading
from indexer.extract.quotes.lexicon import (
    ADVERB,
    BARE_FORM,
    CLAUSAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    DOCUMENT,
    GIVEN,
    GROUP,
    HE,
    HONORIFIC,
    HUMAN,
    JUDGING,
    LEANING,
    LINK,
    MODIFIER,
    NOT_NAME,
    NOUNISH,
    OPENS_SOURCE,
    ORGANISATION,
    PARTICIPLE,
    PARTICLE,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SHE,
    SPEECH,
    SPOKEN,
    SUBJECTLESS,
    SURNAME,
    TELLING,
    THAT,
    THOUGHT,
    TITLE,
    VERB,
    Lexicon,
    tagged,
)
from indexer.given import given_names

# Base, third person, past; irregular or doubled. Regular verbs are inflected by rule below.
IRREGULAR = """say says said, tell tells told, write writes wrote, speak speaks spoke, swear swears swore, admit
admits admitted, quip quips quipped, stress stresses stressed, confess confesses confessed, tweet tweets tweeted,
reply replies replied, specify specifies specified, clarify clarifies clarified, testify testifies testified, deny
denies denied, cry cries cried, foretell foretells foretold, underline underlines underlined, recall recalls recalled,
worry worries worried, brag brags bragged, rebut rebuts rebutted, blurt blurts blurted, retweet retweets retweeted,
assess assesses assessed"""
REGULAR = """read add announce explain note report state emphasize emphasise claim argue warn insist suggest declare
acknowledge confirm predict respond conclude contend assert allege maintain concede promise pledge vow remark observe
reiterate complain joke continue ask remind inform underscore point lament caution reveal disclose mention estimate
forecast assure opine offer counter charge post recount demand urge indicate muse shout whisper exclaim retort
proclaim boast scoff fume intone surmise elaborate summarize summarise speculate theorize gripe grumble plead
volunteer enthuse gush deadpan thunder bark confide affirm attest posit venture marvel advise propose repeat echo snap
sneer tease sigh guess reckon relate divulge bellow mutter murmur yell scream holler grouse answer stipulate reaffirm
caption outline quote tout hint convey hail chime comment interject protest object agree rail recommend"""
# Their s-form or past form is as often a noun, an adjective or a passive; see cues.attributes.
NOUNISH_FORMS = """claim claims report reports note notes charge charges post posts tweet tweets point points comment
comments state states estimate estimates forecast forecasts promise promises offer offers offered counter counters
confirmed explained denied alleged asked ask asks urge urges remark remarks quote quotes charged posted reported
demanded demand demands urged disclosed revealed informed estimated pledge pledges pledged vow vows joke joked jokes
guess guesses sigh sighs echo echoes yell scream screams protest protests object objects answer answers bark barks
caution cautions caption captions outline outlines proposed recommended addresses touts hints snap snaps lament
laments whisper whispers boast boasts reply replies cry cries address offers quoted repeated related stated advised
assured speculate state relate complete worry worries urge"""
PHRASAL_FORMS = "put puts went goes fired fires shot shoots hit hits chimed chimes"
LEANING_FORMS = """offered offers volunteers reads states state continue continues continued speak speaks spoke comment
comments remark remarks offer respond responds responded agree agrees agreed object objects objected post posts posted
counter counters countered quote quotes quoted charge charges charged answer answers mention hail hails hailed rail
rails railed protest protests crow outline outlines outlined relate relates related tout touts report snap snaps
snapped bark barks interject convey conveys echo echoes sigh sighs joke jokes relay marvel marvels signal"""
CLAUSAL_FORMS = """reported write writes wrote writing add adds added adding maintain maintains maintained maintaining
promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing report reports repeat
repeats repeated repeating answer answers answered answering testify testifies testified lament laments lamented
volunteer volunteers volunteered estimate estimates estimated boast boasts boasted boasting advise advises advised
admit admits admitted admitting complain complains complained complaining disclose disclosed concede concedes conceded
claiming joke jokes joked joking speculate speculated state states predicts declare declares declaring respond
responds responded responding speak speaks spoke argue argues point points pointed pointing"""
SPOKEN_NOUNS = """claim claims suggestion suggestions assertion assertions argument allegation allegations accusation
accusations statement statements promise pledge warning warnings vow contention insistence prediction complaint
admission assurance remark remarks comment comments"""
TELLING_FORMS = """tell tells told telling inform informs informed remind reminds reminded assure assures assured ask
asks asked urge urges urged warn warns warned warning advise advises advised reminding informing assuring asking"""
PARTICIPLES = """adding saying noting telling stressing explaining writing arguing stating warning announcing
insisting claiming suggesting declaring emphasizing emphasising tweeting remarking recalling predicting pledging
vowing promising acknowledging admitting boasting joking complaining asking alleging asserting contending pointing
responding replying concluding observing"""
HUMAN_FORMS = """said says told added explained noted wrote stressed recalled argued insisted acknowledged joked
quipped mused admitted conceded replied responded asked tweeted continued thinks believes wants laughed smiled
nodded shrugged remarked retorted praised blasted slammed mocked ridiculed vowed lamented recounted"""
THOUGHTS = """believe believes believed think thinks thought hope hopes hoped feel feels felt expect expects expected
know knows knew fear fears feared doubt doubts doubted understand understands understood realize realizes realized
worry worries worried agree agrees agreed show shows showed find finds found complained decide decided hold holds
recognize recognizes"""
JUDGING_PARTICIPLES = """criticizing criticising denouncing praising accusing describing calling mocking blaming touting
hailing condemning blasting slamming thanking highlighting mentioning citing urging demanding dismissing
decrying lauding lambasting questioning rejecting denying disputing"""
JUDGMENTS = """expressed expresses voiced voices urged urges mentioned mentions cites cited highlighted highlights
thanks congratulated called calls criticized criticised criticizes praised praises denounced
denounces condemned condemns described describes dismissed dismisses accused accuses blasted blasts slammed slams
mocked mocks blamed blames touted touts hailed hails defended defends ridiculed rebuked branded
lambasted decried decries lauded derided questioned rejected rejects denied disputed disputes thanked"""

# Irregular past forms and frequent s-forms: a regular past shows itself by its ending.
VERBS = """arose ate awoke beat became began bent bled blew bore bought bound bred broke brought built burst came
caught chose clung crept cut dealt drank drew drove dug fed fell felt fled flew flung forgot forgave fought found froze
gave goes got grew had heard held hid hung kept knelt knew laid lay led left lent let lit lost made meant met paid put
quit ran rang rode rose said sang sank sat saw sent set shook shone shot shut slept slid sold sought spent spat split
sprang stood stole struck stuck strode swam swept swung taught threw thought told took tore understood underwent
went wept withdrew woke won wore gets gives takes makes comes runs sees holds keeps stands sits wants needs seems
appears calls puts turns looks means shows finds knows thinks believes hopes leaves brings sends meets lays begins
starts includes remains becomes grows urges leads offers continues refers works plays"""

CONJUNCTIONS = """but and or as so while when because if after before although though since where yet what how than
whether which until unless whereas once nor why whose"""
PREPOSITIONS = """in on at by for from with to of during about into over under against between through without within
amid among despite including via per following upon around near outside inside across toward towards"""
ADVERBS = """also later then had has have would did not n't never further again recently previously earlier even once
often repeatedly reportedly now still just will could may might must does do already always simply first both only
sometimes famously apparently initially instead soon yesterday today too actually quickly eventually ultimately thus
therefore hasn't haven't hadn't didn't doesn't don't wouldn't couldn't can't won't isn't aren't wasn't weren't shouldn't
cannot himself herself themselves itself rightly wrongly is was are were be been being long much ever merely all"""
DAYS = """monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march
april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec week
month year morning afternoon night evening last this on"""
CALENDAR_NAMES = """monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"""

HONORIFICS = "mr mrs ms miss mr. mrs. ms. dr dr. sir lord lady dame prof prof. rev rev. madam"
TITLES = """ag coo cto editor-at-large president vice prime minister deputy acting interim first foreign defense
defence interior justice economy finance energy health education culture infrastructure agriculture secretary senator
sen sen. rep rep. representative congressman congresswoman governor gov gov. mayor chairman chairwoman chair
chairperson speaker spokesman spokeswoman spokesperson press ambassador general gen gen. colonel col col. lieutenant
lt lt. major maj maj. captain capt capt. sergeant sgt sgt. admiral commander chief head director ceo cfo founder
co-founder executive officer manager strategist adviser advisor counsel attorney judge justice professor analyst
economist expert lawyer prosecutor inspector commissioner coordinator leader minority majority whip king queen prince
princess pope cardinal bishop archbishop metropolitan patriarch imam rabbi pastor candidate nominee mogul billionaire
businessman businesswoman author columnist reporter journalist anchor host editor correspondent historian pollster
activist former ex- senior top then- then political scientist national security intelligence campaign communications
mp mep member envoy special vice-president chancellor premier taoiseach ombudsman military regional administration
vice-chairman vice-premier undersecretary assistant associate co-chair co-chairman chief-of-staff aide operative
consultant fellow researcher scientist doctor physician teacher coach owner partner veteran detective sheriff
deputy-head rector dean provost librarian superintendent treasurer auditor comptroller lawmaker delegate councilman
councilwoman councillor alderman assemblyman surgeon brigadier corporal private pilot cosmonaut astronaut actor
actress singer filmmaker director-general secretary-general vice-admiral volunteer resident farmer witness neighbor
neighbour student mother father brother sister son daughter wife husband widow aunt uncle grandmother grandfather
accountant acrobat agent agronomist anaesthetist anthropologist archaeologist archivist architect archpriest artist
astronomer athlete auctioneer banker barber barrister beekeeper biographer biologist blogger botanist boxer
brewer broadcaster broker builder butcher buyer caretaker carpenter cartoonist cashier caterer cellist champion
chaplain chef chemist choreographer cleaner climatologist comedian composer conductor conservator contractor
coroner cosmologist courier courtier critic curator cyclist dancer dealer defender demographer dentist
dermatologist designer developer dietitian diplomat diver dramatist driver ecologist electrician engineer entrepreneur
epidemiologist ethnographer ethnologist examiner executive explorer firefighter fisherman fitter florist footballer
forester foreman geneticist geographer geologist geophysicist glaciologist goalkeeper guide guitarist gynaecologist
hairdresser harbourmaster headmaster headmistress headteacher hydrologist illustrator immunologist innkeeper
instructor interpreter inventor investigator investor jeweller jockey landlord lecturer lexicographer lieutenant
lifeguard linguist lobbyist locksmith magistrate mathematician mechanic medic mediator meteorologist metallurgist
microbiologist midfielder midwife miner missionary monk musician nanny naturalist navigator neurologist
neuroscientist novelist nurse nutritionist obstetrician oceanographer officer oncologist operator ophthalmologist
optician organist ornithologist paediatrician painter palaeontologist paramedic passenger patient patron pediatrician
pensioner pharmacist philanthropist philologist philosopher photographer physicist physiologist pianist playwright
plumber podcaster poet policeman policewoman politician postman postmaster preacher presenter priest producer
programmer prosecutor protester psychiatrist psychologist publicist publisher puppeteer radiologist ranger realtor
receptionist recruiter referee refugee registrar restaurateur restorer retiree runner sailor salesman saleswoman
scholar screenwriter scriptwriter sculptor secretary seismologist shareholder shoemaker shopkeeper skipper
sociologist soldier solicitor soprano specialist speleologist sportsman stonemason striker stylist surgeon surveyor
swimmer technician technologist tenant tenor theologian therapist translator trader trainer traveller
trustee tutor undertaker urologist vet veterinarian vicar vintner violinist virologist visitor vlogger voter
waiter waitress warden watchmaker weightlifter whistleblower winemaker winner woodcutter worker wrestler writer
youtuber zookeeper zoologist master attaché granddaughter grandson colleague team-mate teammate classmate"""
# These make a title only beside another title word; alone before a name they are part of something else.
MODIFIERS = """republican democrat democratic gop house senate white ukrainian russian american british polish german
french european u.s. us uk eu state federal supreme ukraine texas california florida ohio iowa national local
portuguese spanish italian dutch swedish norwegian danish finnish greek turkish
romanian hungarian czech slovak slovenian croatian serbian bulgarian belarusian moldovan georgian armenian azerbaijani
lithuanian latvian estonian japanese chinese korean indian israeli iranian iraqi syrian egyptian canadian mexican
brazilian australian scottish irish welsh austrian belgian swiss afghan pakistani kazakh"""
ORGANISATIONS = """international workers operator operators lines railways railway electric oil gas steel securities
motors insurance investments pharmaceuticals laboratories labs foods brands airways shipping logistics telecom financial
bancorp rights watch observatory brigade battalion regiment division corps command squadron exchange authority
authorities operations services resources works factory plant stores markets
amendment parenthood messaging strategies partners media digital capital holdings systems
technologies solutions industries enterprises studios pictures records entertainment airport strategy report reports
index survey poll ministry committee commission council service agency office bureau department administration
university institute foundation center centre party court bank group company corp corp. inc inc. ltd llc association
union federation fund forces army navy guard police staff headquarters directorate inspectorate parliament rada
verkhovna cabinet senate house congress board times post news journal tribune herald magazine network radio tv
television cnn abc nbc cbs fox msnbc reuters bloomberg associated politico breitbart facebook twitter google telegram
campaign project coalition society alliance league club team pac trust academy school college hospital church street
avenue states city county river region oblast day week interfax-ukraine interfax ukrinform ukrenergo naftogaz
energoatom ukrzaliznytsia nato eu un u.s. us u.k. uk usa fbi cia dnc rnc nabu sapo sbu imf osce republicans democrats
republican democratic americans american russian ukrainian russians ukrainians white supreme press-service embassy
consulate corporation enterprise organization organisation airlines act bill hall tower hotel airport square stadium
museum island islands county gop cabinet newspaper daily convention"""
# Surnames behind a given name, though they stand in the lists around this one for another meaning.
SURNAMES = """white church hall day street tower read post bill park bridges banks fields mills power powers price
lane english french german ireland england holland london paris israel jordan france berlin washington york west
north king prince pope bishop major judge abbot dean justice marshall private page chase gates temple wall field
board poll may march june state states post stone hill woods rivers lake forest green brown black gray grey young long
best good early love wise sharp strong rich hope joy grant mark reports senate house court fund trust guard garland
bush court coach speaker chancellor constable sheriff miller mason porter fisher archer farmer student friend"""
PLACES = """washington london moscow kyiv kiev kharkiv odesa odessa lviv dnipro iowa nevada florida ohio texas
california virginia pentagon kremlin berlin paris brussels beijing israel iran iraq syria germany france britain
poland turkey china japan mexico canada india europe ukraine russia america hamas hezbollah muslims christians latinos
hispanics conservatives liberals evangelicals york michigan pennsylvania wisconsin georgia arizona carolina hampshire
colorado indiana massachusetts maryland utah trumps clintons blacks whites jews catholics germans russians europeans
africa asia belarus hungary romania slovakia moldova crimea donbas warsaw vienna geneva strasbourg"""
GROUPS = """citizens officials critics supporters sources experts prosecutors authorities lawmakers voters aides
residents researchers analysts people police investigators official source expert eyewitnesses witnesses diplomats
observers economists scientists doctors activists organizers organisers media"""
NOT_NAMES = """the a an this that these those he she it they we i you his her their its our my but and or so yet if
when while as at in on by for from with to of after before during since until because although though however
meanwhile also then there here what who where why how which not no yes now today yesterday tomorrow earlier later last
next still even both many most some several other others another all each every such according asked speaking once
instead despite among under over about around just only perhaps maybe indeed moreover furthermore additionally finally
nevertheless like unlike one two three four five six seven eight nine ten hundreds thousands read more photo image
video related update updated watch follow breaking exclusive caption well oh let can could would should will do does
did has have had is are was were be been being get got go make made thank please god says said q first second third"""
DOCUMENTS = """report reports statement study poll survey document documents filing memo email letter lawsuit release
indictment article editorial advertisement ad website headline resolution tweet message post bulletin publication
transcript book"""


def _forms() -> list[tuple[int, str]]:
    """Rows of speech verbs: third person and past always, the base only as a plural's present."""
    rows = []
    for forms in IRREGULAR.split(","):
        base, *rest = forms.split()
        rows += [(SPEECH | BARE_FORM, base), (SPEECH, " ".join(rest))]
    for base in REGULAR.split():
        stem = base.removesuffix("e")
        third = base + "es" if base.endswith(("s", "sh", "ch", "x")) else base + "s"
        rows += [(SPEECH | BARE_FORM, base), (SPEECH, f"{third} {stem}ed")]
    return rows


def _unchanged(words: tuple[str, ...], _: str | None) -> Reading:
    return Reading(words, (), sure=True)


def _itself(word: str) -> tuple[str, ...]:
    return (word,)


ENGLISH = Lexicon(
    language="en",
    tags=tagged(
        [
            *_forms(),
            (NOUNISH, NOUNISH_FORMS),
            (SPEECH | NOUNISH | LEANING, PHRASAL_FORMS),
            (LEANING, LEANING_FORMS),
            (TELLING, TELLING_FORMS),
            (SPEECH | PARTICIPLE, PARTICIPLES),
            (HUMAN, HUMAN_FORMS),
            (THOUGHT, THOUGHTS),
            (JUDGING, JUDGMENTS),
            (JUDGING | PARTICIPLE, JUDGING_PARTICIPLES),
            (CLAUSAL, CLAUSAL_FORMS),
            (SPOKEN, SPOKEN_NOUNS),
            (VERB, VERBS),
            (PRONOUN, "he she they it we i you who i've we've they've you've i'm we're they're you're"),
            (HE, "he"),
            (SHE, "she"),
            (CONJUNCTION, CONJUNCTIONS),
            (PREPOSITION, PREPOSITIONS),
            (ADVERB, ADVERBS),
            (DETERMINER, "the a an one his her their its this these those some many several other another two three"),
            (HONORIFIC, HONORIFICS),
            (TITLE, TITLES),
            (MODIFIER, MODIFIERS),
            (ORGANISATION, ORGANISATIONS),
            (PARTICLE, "de van von der la bin al del da du den ter ibn le"),
            (NOT_NAME, NOT_NAMES),
            (DAY, DAYS),
            (NOT_NAME, CALENDAR_NAMES),
            (PLACE, PLACES),
            (SURNAME, SURNAMES),
            (PLACE | GROUP, GROUPS),
            (THAT, "that"),
            (RELATIVE, "who"),
            (DOCUMENT, DOCUMENTS),
            (LINK, "of the for and 's ’s to on in"),
            (OPENS_SOURCE, "according"),
            (SUBJECTLESS, "there that this it one"),
        ]
    ),
    sources={},
    nominative=_unchanged,
    variants=_itself,
    offices={},
    given_tags=dict.fromkeys(given_names().genders, GIVEN),
    inflects=False,
)
