# Teksty stron wokół mapy. Te same klucze w każdym języku.

# Wszędzie
pages-cancel = Anuluj
nav-new = Nowa mapa
nav-portfolio = Przegląd map
nav-personas = Persony
view-summary = Podsumowanie
view-present = Prezentuj
view-compare = Porównaj
view-history = Historia
view-proposals = Propozycje
view-library = Biblioteka
views-working = Praca nad mapą
pages-open = Otwórz
pages-somebody = ktoś
pages-file = plik mapy
pages-goal = Cel
trouble-changed-meanwhile = Ktoś to zmienił w międzyczasie
trouble-unknown-persona = Nie ma takiej persony
trouble-unknown-version = Nie ma takiej wersji

# Początek
start-title = Nowa mapa
start-first-title = Narysuj pierwszą mapę
start-intro = Dziesięć minut do pierwszej mapy. Mogą to być same założenia: Wayline pokaże je jako założenia, dopóki nie poprą ich dane albo test.
start-ways = Sposoby rozpoczęcia
start-way-questions = Odpowiedz na cztery pytania
start-way-questions-help = Pięć etapów z pierwszymi krokami do nazwania po swojemu
start-way-template = Weź szablon
start-way-template-help = Mapa, od której zaczęli inni
start-way-paste = Wklej tabelę
start-way-paste-help = Z arkusza, tablicy lub listy
start-way-draft = Utwórz szkic z danych
start-way-draft-help = Etapy, kroki i punkty bólu znalezione w zdarzeniach
start-ask-occasion = 1. Dlaczego ją rysujesz?
start-occasion-launch = Wprowadzamy coś nowego
start-occasion-launch-help = Same założenia, z planem ich sprawdzenia
start-occasion-complaints = Klienci się skarżą
start-occasion-complaints-help = Znajdź, gdzie boli i ilu klientów
start-occasion-silent_leavers = Klienci odchodzą bez słowa
start-occasion-silent_leavers-help = Zobacz, gdzie przestają wracać
start-occasion-aligning_teams = Zespoły widzą różne podróże
start-occasion-aligning_teams-help = Jeden obraz dla wszystkich
start-occasion-ending_guesses = Nikt naprawdę nie wie
start-occasion-ending_guesses-help = Koniec ze zgadywaniem
start-ask-actor = 2. Kto odbywa tę podróż?
start-actor-example = Zabiegany rodzic, kupuje pierwszy raz
start-ask-goal = 3. Co ma się poprawić lub wyjaśnić?
start-goal-example = Więcej osób, które zaczynają płacić, kończy płatność
start-ask-data = 4. Czy masz o tym dane?
start-data-here = Tak, w tym projekcie
start-data-here-help = Nic jeszcze nie zaimportowano
start-data-events = Jest tu { $events } zdarzeń
start-data-elsewhere = Tak, gdzie indziej
start-data-elsewhere-help = Zaimportuj CSV później poleceniem „wayline import”
start-data-none = Jeszcze nie
start-data-none-help = Wszystko zaczyna jako założenie
start-ask-name = Jak nazywa się mapa?
start-name-plain = Podróż klienta
start-name-of = Podróż: { $actor }
start-strip = Od czego zaczyna się mapa
start-strip-help = Wszystko można nazwać inaczej, przenieść i usunąć.
start-make = Utwórz mapę
start-making = Tworzę mapę …
start-draft-instead = Albo utwórz szkic z danych
start-templates-none = Nie ma tu szablonów
start-templates-none-help = Ten serwer nie ma szablonów. Cztery pytania dają mapę pięciu etapów.
start-use-template = Zacznij od „{ $name }”
start-paste-label = Twoja tabela lub lista
start-paste-help = Kolumna na każdy krok i tory jako wiersze, wiersz na każdy krok albo lista z krokami wciętymi pod etapami.
start-paste-example =
    Świadomość
      Słyszy o nas
    Zakup
      Wybiera
      Płaci
start-paste-unknown = pominięto nieznane wiersze: { $rows }
start-unnamed = Bez nazwy
start-draft-from = Z { $events } zdarzeń w { $journeys } podróżach: etapy, kroki, rozgałęzienia, emocje i punkty bólu, wszystko z dowodami.
start-draft-limits =
    { $count ->
        [one] Z tych danych nie da się wyciągnąć { $count } wniosku
        [few] Z tych danych nie da się wyciągnąć { $count } wniosków
       *[many] Z tych danych nie da się wyciągnąć { $count } wniosków
    }
start-draft = Utwórz szkic mapy
start-stage-awareness = Świadomość
start-stage-consideration = Rozważanie
start-stage-purchase = Zakup
start-stage-retention = Utrzymanie
start-stage-advocacy = Rekomendowanie
start-question-awareness = Kim jesteście?
start-question-consideration = Czy warto z nimi iść?
start-question-purchase = Zróbmy to
start-question-retention = Zostaję czy odchodzę?
start-question-advocacy = Musisz tego spróbować
start-task-awareness = Dać się znaleźć i jednym zdaniem powiedzieć, po co to jest
start-task-consideration = Uczciwie odpowiedzieć na każdą wątpliwość
start-task-purchase = Ułatwić powiedzenie „tak”
start-task-retention = Dotrzymać obietnicy i pomagać od razu
start-task-advocacy = Dać coś, o czym warto opowiedzieć
start-step-awareness-1 = Słyszy o nas
start-step-consideration-1 = Przygląda się
start-step-consideration-2 = Porównuje
start-step-purchase-1 = Wybiera
start-step-purchase-2 = Płaci
start-step-retention-1 = Korzysta pierwszy raz
start-step-retention-2 = Potrzebuje pomocy
start-step-advocacy-1 = Opowiada znajomym

# Podsumowanie
pages-more = i jeszcze { $count }
summary-print = Drukuj na jednej stronie
summary-no-goal = Na tej mapie nie ma jeszcze celu
summary-feeling = Jakie to uczucie
summary-lowest = Najniżej
summary-highest = Najwyżej
summary-pains = Trzy najgorsze punkty bólu
summary-no-pains = Na tej mapie nie ma jeszcze punktów bólu.
summary-lost = utraceni: { counted }
summary-hit = ilu utracono, nie wiadomo; zmierzono na { $count }
summary-unmeasured = nie zmierzono
summary-wins = Szybkie korzyści
summary-no-wins = Na tej mapie nie ma jeszcze szans.
summary-wins-are = O nakładzie najwyżej { $weeks } osobotygodni.
summary-no-quick = Żadna szansa nie ma znanego nakładu do { $weeks } osobotygodni.
summary-ideas = Pozostałe szanse
summary-effort = { $weeks ->
        [one] { $weeks } osobotydzień
        [few] { $weeks } osobotygodnie
        [many] { $weeks } osobotygodni
       *[other] { $weeks } osobotygodnia
    }
summary-effort-unknown = nakładu nie podano
summary-doing = Co się robi
summary-nothing-done = Jeszcze nic: mapa bez działań niczego nie zmienia.
summary-no-owner = nikt za to nie odpowiada
summary-no-due = bez terminu
summary-assumed = Co wciąż jest założeniem
summary-nothing-assumed = Za każdym twierdzeniem na tej mapie stoją dowody.
summary-sort-pain = Punkt bólu
summary-sort-opportunity = Szansa
summary-sort-emotion = Ocena uczuć na oko

# Prezentacja
present-slide = Slajd { $number } z { $all }
present-step = Krok { $number } z { $all }
present-next = Następny slajd
present-before = Poprzedni slajd
present-full = Pełny ekran
present-leave = Zakończ
present-keys = ← → spacja: dalej i wstecz, F: pełny ekran, Esc: koniec
present-customers = robi ten krok
present-leaving = odchodzi tutaj
present-feeling = jakie to uczucie
present-waiting = czekania wcześniej
present-pains = Gdzie boli
present-pains-title = Co boli najbardziej
present-done = Co się z tym robi
present-unknown = nie wiadomo
present-said-by = jeden z { $count }

# Porównywanie
compare-title = Obok siebie
compare-with = Porównaj tę mapę z
compare-choose = Wybierz mapę lub wersję
compare-choose-help = Połóż stan obecny obok przyszłego albo dzisiejszy obok wcześniejszej wersji. W tym samym wyborze są dwie persony, dwa dni albo dwie wersje tej mapy.
compare-maps = Mapy
compare-versions = Wersje tej mapy
compare-two-versions = { $from } i { $to }
compare-times = Dwa momenty tej mapy: dni lub wersje
times-day = na koniec dnia
times-which-day = Dzień
times-alike = Oba momenty są takie same. Wybierz dzień lub wersję dla jednego z nich.
times-end-of = koniec dnia { $day }
compare-since = Co się zmieniło od: { $name }
compare-tally = Kroki takie same: { $same }, różne: { $changed }, tylko tam: { $added }, tylko tutaj: { $removed }
compare-changes =
    { $count ->
        [one] { $count } zmiana
        [few] { $count } zmiany
       *[many] { $count } zmian
    }
compare-journeys = podróży: { $count }
compare-only = Tylko różnice
compare-nothing = Nie ma różnic
compare-no-steps = Brak kroków
compare-method = Kroki są te same, gdy tak samo się nazywają lub są tymi samymi zdarzeniami. Liczby różnią się tylko wtedy, gdy ich przedziały 95% się nie pokrywają; reszta może być przypadkiem.
compare-versions-method = Wersje przechowują to, co napisano na mapie, a nie jej liczby: te zawsze pochodzą z dzisiejszych danych.
compare-same = tak samo
compare-changed = zmienione
compare-added = nowe
compare-removed = usunięte
compare-elsewhere = tam jest w etapie { $stage }
compare-counts = podróże: { $counts }
compare-beside = obok
compare-higher = wyżej
compare-lower = niżej
compare-unclear = bez wyraźnej różnicy
compare-unknown = nie da się porównać
compare-better = lepiej
compare-worse = gorzej
compare-figure-left = Odchodzą tutaj
compare-figure-wait = Czekanie wcześniej
compare-figure-emotion = Emocje
compare-figure-goal = Osiągają cel
compare-figure-explained = Podróże, które mapa wyjaśnia
compare-figure-lowest = Najgorszy moment
compare-sort-name = nazwa
compare-sort-action = co robi klient
compare-sort-channel = kanał
compare-sort-touchpoint = punkt styku
compare-sort-need = potrzeba
compare-sort-think = myśl
compare-sort-pain = punkt bólu
compare-sort-opportunity = szansa
compare-sort-act = działanie
compare-sort-idea = pomysł
compare-sort-evidence = dowód materialny
compare-sort-frontstage = scena
compare-sort-backstage = zaplecze
compare-sort-support = proces wspierający
compare-sort-systems = system
compare-sort-roles = rola
compare-sort-policies = zasada
compare-sort-training = szkolenie

# Przegląd map
portfolio-title = Przegląd map
portfolio-loading = Przeglądam wszystkie mapy …
portfolio-caption = Wszystkie mapy według kondycji. Naciśnięcie nagłówka porządkuje wiersze.
portfolio-unreadable = Nie można odczytać mapy.
portfolio-name = Mapa
portfolio-journeys = Podróże
portfolio-goal = Osiągają cel
portfolio-backed = Poparte dowodami
portfolio-explained = Wyjaśnione
portfolio-lowest = Najgorszy moment
portfolio-changed = Ostatnia zmiana
portfolio-actions = Otwarte działania
portfolio-shapes = Kształt każdej podróży
portfolio-shapes-help = Słupki: ilu robi każdy krok. Krzywa: jakie to uczucie, od −2 do +2, z przedziałem. Puste: mała podstawa lub założenie.
portfolio-feeling = Najniżej: { $low } { $lowest } · najwyżej: { $high } { $highest }
portfolio-no-feeling = Nikogo nie zapytano, jakie to uczucie.

# Wyszukiwanie
search-label = Szukaj we wszystkich mapach
search-placeholder = Szukaj w mapach
search-none = Nic nie zawiera tych słów.
search-found = Znaleziono: { $count }
search-found-more = Znaleziono: { $count }, widać { $shown } najlepszych

# Historia
history-title = Historia
history-versions = Nazwane wersje
history-no-versions = Żadna wersja nie ma jeszcze nazwy. Nazwij ją przed warsztatem lub przeglądem, aby móc do niej wrócić.
history-name-now = Nazwij obecny stan mapy
history-name-it = Nazwij
history-name-label = Jak nazywa się ta wersja?
history-name-label-then = Jak nazywa się wersja po zmianie { $seq }?
history-name-example = Przed warsztatem w czerwcu
history-named = Wersja „{ $name }” jest zachowana.
history-number = Wersja { $version }
history-before-restore = Stan sprzed przywrócenia
history-see = Zobacz
history-after = po zmianie { $seq }
history-then = Mapa w dawnym stanie: { $version }
history-compare-now = Porównaj z obecną
history-compare-two = Porównaj obie
history-choose = Wybierz do porównania: { $name }
history-choose-two = Zaznacz dwie wersje, aby je porównać.
history-restore = Przywróć
history-restore-title = Przywrócić „{ $name }”?
history-restore-text = Najpierw obecny stan mapy zostanie zachowany jako osobna wersja, więc nic nie zginie. Zmianę zobaczą wszyscy, którzy mają mapę otwartą. Komentarze zostaną.
history-restored = Przywrócono. Poprzedni stan mapy to wersja { $version }.
history-take-back = Cofnij przywrócenie
history-became-added = dodano
history-became-removed = usunięto
history-became-brought_back = przywrócono
history-became-renamed = przemianowano
history-became-moved = przeniesiono
history-became-changed = zmieniono
history-voted = głos na
history-unvoted = głos cofnięty
history-events = Co się działo
history-no-events = Nic jeszcze nie zmieniono.
history-before = Co było wcześniej
history-why-file = zmieniono plik
history-why-restore = przywrócono wersję
history-why-proposal = przyjęto propozycję
history-why-declined = odrzucono propozycję
history-proposal = Propozycja { $number }
history-would = Zmieniłoby to:
history-why-push = wysłano z wiersza poleceń
history-why-by_hand = zmieniono bez otwierania mapy
history-why-library = zmieniono nazwę w kilku mapach
history-why-program = zmiany z programu
history-why-new = powstała mapa
history-filter-who = Kto
history-filter-what = Co
history-everybody = Wszyscy
history-everything = Wszystko
history-shown = Pokazano { $count } z { $of }
history-lies-in = w: { $name }
history-lies-after = po: { $name }
history-lies-first = na początku
history-said-nothing = nic
history-said-yes = tak
why-rename = Zmieniono nazwę
why-sort = Określono rodzaj
why-merge = Połączono

# Propozycje
proposals-title = Propozycje
proposals-help = Proponuje asystent lub inny program; zastosować może tylko człowiek. Co przyjmiesz, trafi na mapę pod Twoim imieniem i da się cofnąć w historii.
proposals-none = Dla tej mapy nie ma propozycji
proposals-none-help = Asystenci, którzy czytają mapę, mogą proponować zmiany. Czekają tu, aż ktoś zdecyduje.
proposals-from-whom = Od: { $from }
proposals-open =
    { $count ->
        [one] { $count } otwarta
        [few] { $count } otwarte
       *[many] { $count } otwartych
    }
proposals-accept = Przyjmij
proposals-decline = Odrzuć
proposals-accept-one = Przyjmij zmianę { $number }
proposals-decline-one = Odrzuć zmianę { $number }
proposals-accept-all = Przyjmij wszystkie ({ $count })
proposals-decline-all = Odrzuć wszystkie
proposals-accepted = przyjęta
proposals-declined = odrzucona
proposals-refused = Na obecnej mapie nie da się tego zrobić: { $why }
proposals-does-added = Dodaj
proposals-does-removed = Usuń
proposals-does-moved = Przenieś
proposals-does-changed = Zmień
proposals-does-brought-back = Przywróć

# Persony
personas-intro = Wystarczą dwie lub trzy. Każda jest prawdziwa tylko o tyle, o ile reguła mówi, którzy to klienci.
personas-none = Nie ma jeszcze person
personas-none-help = Persona mówi, kto odbywa podróż: czego potrzebuje, co stoi na drodze i którzy to klienci.
personas-new = Nowa persona
personas-edit = Edytuj
personas-save = Zapisz
personas-only-named = Nazywa ją mapa; nikt jej jeszcze nie opisał.
personas-called = Na mapach: { $name }
personas-how-many = Ilu ich jest
personas-size = { $count } z { $of } podróży
personas-size-unknown = Nie wiadomo, ilu ich jest.
personas-counting = Liczę …
personas-rule = Którzy to klienci
personas-rule-help = Filtr zdarzeń; liczba podróży zmienia się podczas pisania.
personas-name = Nazwa na mapach
personas-name-help = Krótko: co robią lub czego chcą
personas-shown-name = Imię dla czytelników
personas-shown-name-help = Imię osoby, jeśli to pomaga
personas-needs = Potrzeby
personas-needs-help = Po jednej w wierszu
personas-goals = Cele
personas-goals-help = Co chcą osiągnąć, po jednym w wierszu
personas-frustrations = Frustracje
personas-frustrations-help = Co stoi na drodze, po jednej w wierszu
personas-quotes = Cytaty
personas-quotes-help = Identyfikatory wypowiedzi klientów, po jednym w wierszu
personas-channels = Ulubione kanały
personas-channels-help = Po jednym w wierszu
personas-nothing = jeszcze nic nie zapisano
personas-maps = Na tych mapach
personas-no-maps = Żadna mapa nie nazywa jeszcze tej persony.
nobody-title = Żaden klient na tej mapie nie pasuje do „{ $name }”
nobody-help = Nie ma więc liczb do pokazania. Poluzuj regułę albo zobacz wszystkich klientów.
nobody-without-rule = Nikt nie powiedział, którzy klienci to „{ $name }”
nobody-without-rule-help = Persona ma liczby, gdy reguła mówi, czyje podróże są jej.
nobody-change = Zmień regułę
nobody-write = Napisz regułę
whose-nobody = Persona · { $name } · nikt
rule-words = Klienci, dla których { $what }.
rule-and = {" i "}
rule-is = pierwsze { $name } to „{ $value }”
rule-is-not = pierwsze { $name } to nie „{ $value }”
rule-less = pierwsze { $name } jest mniejsze niż { $value }
rule-at-most = pierwsze { $name } to najwyżej { $value }
rule-more = pierwsze { $name } jest większe niż { $value }
rule-at-least = pierwsze { $name } to co najmniej { $value }
rule-like = pierwsze { $name } zawiera „{ $value }”
rule-did = zaszło „{ $activity }”
rule-did-not = nigdy nie zaszło „{ $activity }”
rule-wrong-help = Reguła porównuje atrybut (channel = "app") albo mówi, co zaszło (did("Pays")); kilka łączy się przez and, or.
rule-nobody = Żaden klient nie pasuje do tej reguły. Poluzuj ją: usuń warunek albo napisz wartość tak, jak mają ją dane.
rule-everybody = Pasuje każdy klient: reguła nikogo nie wyróżnia.
rule-not-there = W danych nie ma „{ $said }”.
rule-did-you-mean = Czy chodzi o „{ $meant }”?
rule-not-of = Żadne zdarzenie nie ma wartości „{ $said }” w { $name }.
rule-there = W danych są: { $values }
overlap-none = Żaden klient nie należy też do innej persony.
overlap-some = { $count } to także „{ $name }”: liczby obu liczą ich dwa razy.
personas-typed-since = Zapisano. To, co wpisano w trakcie zapisu, jeszcze nie: zapisz ponownie.
personas-name-missing = Nadaj nazwę, aby zapisać.

# Biblioteka
library-title = Punkty styku i kanały
library-help = Każdy jest zapisany raz i używany przez wiele kroków: nowa nazwa jest od razu wszędzie i u wszystkich.
library-read = Przeglądać można bez imienia. Kto coś zmienia, najpierw je podaje.
library-channels = Kanały
library-touchpoints = Punkty styku
library-empty-channel = Nie ma jeszcze kanałów. Kanał to droga, którą odbywa się krok, na przykład aplikacja, strona internetowa lub sklep. Wpisz poniżej nazwę, a potem wybierz go przy krokach, które go używają.
library-empty-touchpoint = Nie ma jeszcze punktów styku. Punkt styku to to, z czym klient styka się w kroku, na przykład strona płatności lub list. Wpisz poniżej nazwę, a potem wybierz go przy krokach, które go używają.
library-new-channel = Nowy kanał
library-new-touchpoint = Nowy punkt styku
library-name-of = Nazwa: { $name }
library-sort-of = Rodzaj: { $name }
library-no-sort = bez rodzaju
library-uses =
    { $count ->
        [one] { $count } krok
        [few] { $count } kroki
       *[many] { $count } kroków
    }
library-remove = Usuń
library-remove-one = Usuń: { $name }
library-clear = Usuń nieużywane ({ $count })
library-double = Inny nazywa się też „{ $name }”.
library-merge = Połącz w jeden
library-found = Kanały, które podają zdarzenia
library-found-help = Nikt nie wpisał ich na mapę: są przy krokach, bo podaje je kanał zdarzeń tych kroków. Wpisz kanał na mapę, aby zmienić jego nazwę, określić rodzaj lub zachować go bez danych.
library-write = Wpisz na mapę
library-write-one = Wpisz na mapę: { $name }
library-done = Zmieniono na całej mapie.
