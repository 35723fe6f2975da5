# Teksty edytora. Te same klucze w każdym języku.

view-edit = Edycja

# Tory
edit-lane-steps = Kroki
edit-hint-steps = co robi klient
edit-lane-arcs = Inne drogi
edit-lane-flow = Przepływ
edit-hint-flow = klienci i miejsca, gdzie odchodzą
edit-lane-emotion = Emocje
edit-hint-emotion = −2 … +2, pasmo = przedział 95%
edit-lane-voice = Głos klienta
edit-hint-voice = co mówią
edit-lane-think = Myśli
edit-hint-think = co chodzi im po głowie
edit-lane-need = Potrzeby
edit-hint-need = czego tu potrzebują
edit-lane-pain = Punkty bólu
edit-hint-pain = co boli i jak bardzo jesteśmy tego pewni
edit-lane-opportunity = Szanse
edit-hint-opportunity = wartość × łatwość
edit-lane-action = Działania
edit-hint-action = kto i z jakim skutkiem
edit-lane-idea = Pomysły
edit-hint-idea = jeszcze nieocenione
edit-lane-evidence = Dowody materialne
edit-hint-evidence = czego klient może dotknąć
edit-lane-frontstage = Scena
edit-hint-frontstage = co robimy na ich oczach
edit-lane-backstage = Zaplecze
edit-hint-backstage = co robimy poza ich wzrokiem
edit-lane-support = Procesy wspierające
edit-hint-support = na czym opiera się reszta
edit-lane-systems = Systemy
edit-hint-systems = narzędzia, których używamy
edit-lane-roles = Role
edit-hint-roles = kto to robi
edit-lane-policies = Zasady
edit-hint-policies = reguły, których przestrzegamy
edit-lane-training = Szkolenia
edit-hint-training = co ludzie muszą umieć
edit-line-interaction = Linia interakcji
edit-line-visibility = Linia widoczności
edit-line-internal = Linia interakcji wewnętrznej

# Rodzaje zapisów, po jednym
edit-kind-map = Mapa
edit-kind-stage = Etap
edit-kind-step = Krok
edit-kind-touchpoint = Punkt styku
edit-kind-channel = Kanał
edit-kind-need = Potrzeba
edit-kind-think = Myśl
edit-kind-pain = Punkt bólu
edit-kind-opportunity = Szansa
edit-kind-action = Działanie
edit-kind-idea = Pomysł
edit-kind-evidence = Dowód materialny
edit-kind-frontstage = Scena
edit-kind-backstage = Zaplecze
edit-kind-support = Proces wspierający
edit-kind-systems = System
edit-kind-roles = Rola
edit-kind-policies = Zasada
edit-kind-training = Szkolenie
edit-kind-path = Droga
edit-kind-hand_over = Przekazanie
edit-kind-comment = Komentarz
edit-kind-vote = Głos
edit-kind-view = Widok

# Pola
edit-field-name = Nazwa
edit-field-text = Treść
edit-field-kind = Rodzaj mapy
edit-field-occasion = Okazja
edit-field-goal = Cel
edit-field-measure = Miara sukcesu
edit-field-actors = Persony
edit-field-unit = Jedna podróż to
edit-field-where = Tylko podróże, w których
edit-field-question = Klient pyta
edit-field-task = Nasze zadanie
edit-field-id = Nazwa w plikach
edit-field-match = Zdarzenia, które są tym krokiem
edit-field-optional = Nie każdy przez niego przechodzi
edit-field-repeats = Może się powtarzać
edit-field-end = Kończy podróż
edit-field-limit = Najdłuższy pobyt
edit-field-touchpoints = Punkty styku
edit-field-channels = Kanały
edit-field-channel = Kanał
edit-field-action = Co robi klient
edit-field-feel = Uczucie
edit-field-value = Emocja, −2 … +2
edit-field-from = Od
edit-field-step-from = Skąd pochodzi emocja
edit-field-to = Do
edit-field-quotes = Cytaty
edit-field-department = Dział
edit-field-opens = Otwiera mapę
edit-field-sort = Rodzaj
edit-field-claim = Co muszą powiedzieć dane
edit-field-effort = Nakład w osobotygodniach
edit-field-owner = Odpowiedzialny
edit-field-due = Do kiedy
edit-field-status = Stan
edit-field-predict = Czego oczekujemy
edit-field-experiment = Eksperyment
edit-field-when = Kiedy się nią idzie
edit-field-what = Co się przekazuje
edit-not-said = nie podano
edit-add = Dodaj
edit-add-to = Dodaj do: { $field }
edit-take-out = Wyjmij: { $name }
edit-number-bounds = Liczba od { $least } do { $most }
edit-feeling-off = { $value } jest poza skalą od −2 do +2. Wartość pozostaje bez zmian.

# Wartości
edit-value-launch = Wprowadzenie na rynek
edit-value-complaints = Skargi
edit-value-silent_leavers = Odchodzący po cichu
edit-value-aligning_teams = Wspólny obraz w zespołach
edit-value-ending_guesses = Koniec zgadywania
edit-value-customer = Klient
edit-value-case = Sprawa
edit-value-account = Konto
edit-value-session = Sesja
edit-value-stars = Gwiazdki
edit-value-nps = NPS
edit-value-csat = CSAT
edit-value-ces = CES
edit-value-ces2 = CES 2.0
edit-value-thumbs = Kciuki
edit-value-text = Co napisano
edit-value-estimate = Szacunek
edit-value-social = Media społecznościowe
edit-value-ads = Reklama
edit-value-search = Wyszukiwarka
edit-value-site = Strona internetowa
edit-value-app = Aplikacja
edit-value-store = Sklep
edit-value-phone = Telefon
edit-value-email = E-mail
edit-value-chat = Czat
edit-value-partner = Partner
edit-value-message = Komunikat
edit-value-touchpoint = Punkt styku
edit-value-process = Proces
edit-value-training = Szkolenie
edit-value-planned = zaplanowane
edit-value-running = w toku
edit-value-shipped = wdrożone
edit-value-dropped = zaniechane

# Siatka
edit-grid = { $name }: strzałki przesuwają, pisanie wpisuje, ? pokazuje klawisze
edit-empty-cell = { $lane }: puste
edit-unnamed = Nic jeszcze nie napisano
edit-stage-unnamed = Etap bez nazwy
edit-step-unnamed = Krok bez nazwy
edit-first-step = Dodaj pierwszy krok
edit-write-here = Pisz tutaj
edit-selected =
    { $count ->
        [one] Zaznaczono { $count } element
        [few] Zaznaczono { $count } elementy
       *[many] Zaznaczono { $count } elementów
    }
edit-removed =
    { $count ->
        [one] Usunięto { $count } element
        [few] Usunięto { $count } elementy
       *[many] Usunięto { $count } elementów
    }
edit-brought-back = Przywrócono
edit-undone = Cofnięto
edit-redone = Ponowiono
edit-copied = Skopiowano: { $count }
edit-pasted = Wklejono: { $count }
edit-paste-cut =
    { $count ->
        [one] Pominięto { $count } znak wklejonego tekstu: miejsca jest na { $most }.
        [few] Pominięto { $count } znaki wklejonego tekstu: miejsca jest na { $most }.
       *[many] Pominięto { $count } znaków wklejonego tekstu: miejsca jest na { $most }.
    }
edit-paste-key = Przeglądarka nie udostępnia tu schowka: wklej z klawiatury.
edit-dragging =
    { $count ->
        [one] { $count } karta
        [few] { $count } karty
       *[many] { $count } kart
    }
edit-cards =
    { $count ->
        [one] { $count } karta
        [few] { $count } karty
       *[many] { $count } kart
    }
edit-refused = Tego nie można zrobić: { $why }
edit-turn-in-use = „{ $card }” pozostaje szansą: coś się już z nią robi. Najpierw przenieś jej działanie do innej szansy albo je usuń.
edit-effort = nakład { $weeks }
edit-lost = straconych: { $count }
edit-not-weighed = twierdzenie jeszcze niezważone
edit-journeys =
    { $count ->
        [one] { $count } podróż
        [few] { $count } podróże
       *[many] { $count } podróży
    }
edit-journeys-short = podróży: { $count }
edit-leave = { $share } odchodzi tutaj
edit-unbound = Bez przypisanych zdarzeń
edit-no-feeling = nikt nie powiedział, co się tu czuje
edit-feeling-offer = Przeciągnij punkt albo naciśnij Enter, aby wybrać
edit-feeling-choose = Wybierz…
edit-feeling = { $value }, { $feel }, szacunek
edit-feeling-measured = zmierzono { $value }, od { $low } do { $high }, n = { $n }
edit-feeling-of = Emocja w kroku { $step }
edit-assumed = założenie
edit-choose-feel = Słowo na to uczucie
edit-no-voice = Do tego kroku nie dotarła jeszcze żadna opinia
edit-voices =
    { $count ->
        [0] Brak głosów
        [one] { $count } głos
        [few] { $count } głosy
       *[many] { $count } głosów
    }
edit-pin = Zachowaj
edit-unpin = Zachowano
edit-arc = { $kind } od { $from } do { $to }: { $words }
edit-arcs-left-out =
    { $count ->
        [one] { $count } najrzadsza nie jest narysowana
        [few] { $count } najrzadsze nie są narysowane
       *[many] { $count } najrzadszych nie jest narysowanych
    }
edit-votes =
    { $count ->
        [one] { $count } głos
        [few] { $count } głosy
       *[many] { $count } głosów
    }
edit-comments =
    { $count ->
        [one] { $count } otwarty komentarz
        [few] { $count } otwarte komentarze
       *[many] { $count } otwartych komentarzy
    }
edit-vote-given = Twoja kropka jest na karcie
edit-vote-taken = Twojej kropki już nie ma
edit-vote-take = Zabierz moją kropkę
edit-make-opportunity = Zrób z tego szansę
edit-empty-title = Pusta mapa
edit-empty-help = Zacznij od etapu i pisz dalej albo wklej tabelę lub konspekt, który już masz.

# Polecenia
cmd-undo = Cofnij
cmd-redo = Ponów
cmd-write = Pisz
cmd-cut = Wytnij
cmd-copy = Kopiuj
cmd-paste = Wklej
cmd-duplicate = Powiel
cmd-delete = Usuń
cmd-select-all = Zaznacz wszystko w komórce, potem w torze
cmd-add-after = Nowy element po tym
cmd-add-step = Nowy krok
cmd-add-stage = Nowy etap
cmd-add-action = Dodaj działanie do szansy
cmd-add-path = Dodaj inną drogę między krokami
cmd-add-hand-over = Dodaj przekazanie
cmd-make-journey = Zrób z tego kroku osobną podróż
cmd-open-journey = Otwórz podróż w tym kroku
cmd-add-card = Nowa karta: { $kind }
cmd-paste-map = Zrób mapę z tabeli lub konspektu
cmd-move-left = Przesuń w lewo
cmd-move-right = Przesuń w prawo
cmd-move-up = Przesuń w górę
cmd-move-down = Przesuń w dół
cmd-feeling-up = Emocja w górę o 0,1
cmd-feeling-down = Emocja w dół o 0,1
cmd-hide-lane = Ukryj ten tor
cmd-turn = Zamień na: { $kind }
cmd-events = Przypisz zdarzenia
cmd-claim = Powiedz, co muszą pokazać dane
cmd-comment = Komentarze
cmd-vote = Głosuj
cmd-timer =
    { $minutes ->
        [one] Minutnik: { $minutes } minuta
        [few] Minutnik: { $minutes } minuty
       *[many] Minutnik: { $minutes } minut
    }
cmd-timer-stop = Zatrzymaj minutnik
cmd-palette = Polecenia
cmd-shortcuts = Skróty klawiszowe
cmd-search = Szukaj
cmd-filter = Filtruj
cmd-clear-filter = Pokaż wszystko
cmd-lanes = Tory
cmd-save-view = Zapisz ten widok
cmd-sketch = Szkic
cmd-standard = Zwykły
cmd-full = Pełny
cmd-zoom-in = Powiększ mapę
cmd-zoom-out = Pomniejsz mapę
cmd-zoom-whole = Pokaż mapę w zwykłej wielkości
cmd-zoom-fit = Dopasuj mapę do okna
zoom-said = Wielkość mapy: { $percent }%
cmd-details = Szczegóły
cmd-bin = Kosz
cmd-narrative = Czytaj jako opowieść
cmd-aside = Nieprzyjęte zmiany
cmd-pointers-hide = Ukryj wskaźniki osób
cmd-pointers-show = Pokaż wskaźniki osób
edit-group-edit = Edycja
edit-group-insert = Wstawianie
edit-group-move = Układanie
edit-group-evidence = Dowody
edit-group-talk = Razem
edit-group-view = Widok
edit-group-grid = W siatce
edit-palette-search = Co chcesz zrobić?
edit-palette-none = Nie ma takiego polecenia.
edit-key-arrows = Przejdź do następnej komórki lub karty
edit-key-extend = Zaznacz więcej
edit-key-ends = Na końce toru, na końce mapy
edit-key-toggle = Dodaj do zaznaczenia albo wyjmij
edit-key-type = Pisz zamiast tego, co tu stoi
edit-key-next = Przy pisaniu: do następnego tekstu
edit-key-feeling = Na emocji: w górę i w dół o 0,1
edit-key-leave = Przy pisaniu: zostaw, jak było

# Pasek
edit-bar = Narzędzia edytora
edit-menu-insert = Wstaw
edit-menu-edit = Edycja
edit-menu-move = Ułóż
edit-menu-view = Więcej
edit-detail = Poziom szczegółów
edit-views = Widoki
edit-filter-on = Odfiltrowano
edit-found =
    { $count ->
        [one] Znaleziono { $count }
        [few] Znaleziono { $count }
       *[many] Znaleziono { $count }
    }
edit-people =
    { $count ->
        [one] Jest tu { $count } osoba
        [few] Są tu { $count } osoby
       *[many] Jest tu { $count } osób
    }
edit-you = { $name } (Ty)
edit-go-to = Przejdź do: { $name }
edit-live = Na żywo
edit-updated = zmieniono { $ago }
edit-opens = Otwiera podróż „{ $name }”
edit-journey-failed = Nie udało się utworzyć podróży: { $why }
edit-channel-seen = widziane w zdarzeniach
edit-standing-opening = Otwieranie …
edit-standing-kept = Zapisano
edit-standing-saving = Zapisywanie …
edit-standing-offline = Bez połączenia; zachowane tutaj
edit-standing-waiting =
    { $count ->
        [one] Bez połączenia: { $count } zmiana czeka w tej przeglądarce
        [few] Bez połączenia: { $count } zmiany czekają w tej przeglądarce
       *[many] Bez połączenia: { $count } zmian czeka w tej przeglądarce
    }
edit-standing-unwelcome = Nie zapisano: { $why }
edit-unwelcome-nobody = Serwer już nie wie, kim jesteś
edit-unwelcome-nobody-help = Dołącz ponownie. To, co piszesz, zostaje tutaj.
edit-unwelcome-map-full = Zbyt wiele stron ma otwartą tę mapę
edit-unwelcome-map-full-help = Zamknij kilka z nich i wczytaj tę stronę na nowo.
edit-unwelcome-not-yours = Ta kopia mapy należy do kogoś innego
edit-unwelcome-not-yours-help = Wczytaj stronę na nowo.
edit-unwelcome-map-removed = Tę mapę usunięto
edit-unwelcome-map-removed-help = Można ją przywrócić: Mapy, Usunięte mapy. To, co napisano, czeka tutaj.
edit-unwelcome-damaged = Strona i serwer nie zrozumiały się
edit-unwelcome-damaged-help = Wczytaj stronę na nowo. To, czego nie wysłano, zostaje w tej przeglądarce.
edit-unwelcome-bad-message = Strona i serwer nie zrozumiały się
edit-unwelcome-bad-message-help = Wczytaj stronę na nowo. To, czego nie wysłano, zostaje w tej przeglądarce.
edit-unwelcome-unknown-map = Nie ma takiej mapy
edit-unwelcome-unknown-map-help = Może ma teraz inną nazwę: zajrzyj do Map.
edit-unwelcome-map-unreadable = Pliku mapy nie da się odczytać
edit-unwelcome-map-unreadable-help = Popraw go lub przywróć wcześniejszy z historii folderu; `wayline check` wskazuje miejsce.
edit-unwelcome-too-many = Mapa ma więcej kart, niż można edytować wspólnie
edit-unwelcome-too-many-help = Podziel jej plik na kilka map.
edit-unwelcome-busy = Serwer ma teraz zbyt wiele pracy
edit-unwelcome-busy-help = Strona sama spróbuje ponownie.
edit-unwelcome-io = Dysk serwera odmówił
edit-unwelcome-io-help = Powiadom osobę, która go prowadzi. To, co piszesz, zostaje tutaj.
edit-unwelcome-document-damaged = To, co serwer przechowuje z tej mapy, jest uszkodzone
edit-unwelcome-document-damaged-help = Powiadom osobę, która go prowadzi. To, co piszesz, zostaje tutaj.
edit-standing-refused =
    { $count ->
        [one] Nie przyjęto { $count } zmiany: { $why }
        [few] Nie przyjęto { $count } zmian: { $why }
       *[many] Nie przyjęto { $count } zmian: { $why }
    }
edit-standing-outdated =
    { $count ->
        [0] Wczytaj stronę ponownie: serwer jest nowszy
        [one] Serwer jest nowszy niż ta strona. { $count } zmiana czeka w tej przeglądarce
        [few] Serwer jest nowszy niż ta strona. { $count } zmiany czekają w tej przeglądarce
       *[many] Serwer jest nowszy niż ta strona. { $count } zmian czeka w tej przeglądarce
    }
edit-standing-reload = Wczytaj ponownie
edit-outdated-help = Wczytaj stronę na nowo. To, czego nie wysłano, zostaje w tej przeglądarce.
edit-standing-unsafe-none = ta przeglądarka niczego nie zachowuje: zostań, aż się zapisze
edit-standing-unsafe-full = pamięć tej przeglądarki jest pełna: zostań, aż się zapisze, albo pobierz zmiany
edit-file-mistake-line = W pliku jest błąd w wierszu { $row }: { $what }. To, co tu wpisano, jest zachowane na serwerze, a plik zostanie uaktualniony, gdy błąd zostanie usunięty.
edit-file-mistake = Nie można odczytać pliku: { $what }. To, co tu wpisano, jest zachowane na serwerze, a plik zostanie uaktualniony, gdy błąd zostanie usunięty.
edit-file-gone = Plik mapy usunięto z folderu. To, co jest na mapie, jest zachowane na serwerze; następna zmiana zapisze plik na nowo.
edit-timer-over = Koniec czasu

# Okna
edit-done = Gotowe
edit-save = Zapisz
edit-show = Pokaż
edit-hide = Ukryj
edit-lanes-help = Dla wszystkich, którzy otwierają tę mapę. Nic, co ukryte, nie ginie.
edit-lanes-more = Więcej torów
edit-lane-up = { $lane }: w górę
edit-lane-down = { $lane }: w dół
edit-lane-hide = Ukryj: { $lane }
edit-lane-show = Pokaż: { $lane }
edit-filter-text = Z tymi słowami
edit-filter-grade = Jak dobrze potwierdzone
edit-filter-all = wszystkie
edit-filter-talk = Omawiane
edit-filter-votes = z głosami
edit-filter-comments = z otwartymi komentarzami
edit-filter-hide = Ukryj to, co nie pasuje
edit-paste-help = Wklej tabelę (kroki w poprzek albo krok w wierszu) lub listę z wcięciami: etap, krok, karta
edit-paste-row = Wiersz „{ $row }” to
edit-paste-no-lane = To, co nie ma nazwy, to
edit-paste-leave-out = pominięte
edit-paste-preview = Podgląd
edit-paste-lane = { $lane } ({ $count })
edit-paste-unknown = „{ $row }”: niezrozumiałe, pominięte
edit-paste-unknown-line = Bez nazwy toru: pominięte
edit-paste-found =
    { $steps ->
        [one] { $steps } krok
        [few] { $steps } kroki
       *[many] { $steps } kroków
    } w { $stages ->
        [one] { $stages } etapie
       *[many] { $stages } etapach
    }
edit-paste-read = Odczytano: { $rows }
edit-paste-off-scale = Poza skalą od −2 do +2, pominięto: { $rows }. Aby je dodać, popraw je w tekście powyżej.
edit-paste-apply = Dodaj do mapy
edit-events-of = Zdarzenia, które są krokiem „{ $step }”
edit-events-search = Znajdź czynność
edit-events-none = Nie można teraz zapytać o zdarzenia. Nazwę można mimo to wpisać.
edit-events-used = także { $step }
edit-events-never = nigdy nie widziano
edit-events-type = Przypisz „{ $name }”
edit-claim-op = Pytanie
edit-claim-none = bez twierdzenia: założenie
edit-claim-unbound = Krok nie ma przypisanych zdarzeń.
edit-claim-quantity = Wielkość
edit-claim-side = Poniżej czy powyżej
edit-claim-below = jest poniżej
edit-claim-above = jest powyżej
edit-claim-number = Próg
edit-claim-where = Wśród podróży, w których
edit-claim-against = W porównaniu z podróżami, w których
edit-claim-about = Oceny dotyczące
edit-claim-from = Od czynności
edit-claim-to = Do czynności
edit-claim-steps = Czynności po kolei
edit-claim-within = W ciągu
edit-claim-goal = Cel: czynność do osiągnięcia
edit-op-ratings = Jak to oceniają
edit-op-dwell = Jak długo to trwa
edit-op-funnel = Ilu przechodzi dalej
edit-op-counts = Ilu odchodzi albo to robi
edit-op-drivers = Jak to wpływa na cel
edit-quantity-mean = średnia
edit-quantity-median-s = mediana czasu
edit-quantity-rate = odsetek
edit-quantity-count = liczba
edit-quantity-odds = iloraz szans
edit-quantity-difference = różnica
edit-weighing = Ważenie …
edit-cannot-weigh = Nie można teraz powiedzieć, ile to jest warte. Twierdzenie jest zachowane.

# Panele
edit-bin-empty = Niczego nie usunięto.
edit-bring-back = Przywróć
edit-bring-back-one = Przywróć: { $name }
edit-comments-open =
    { $count ->
        [0] Skomentuj
        [one] { $count } komentarz
        [few] { $count } komentarze
       *[many] { $count } komentarzy
    }
edit-no-comments = Nikt jeszcze nic nie powiedział.
edit-comment-write = Napisz komentarz; @ wskazuje osobę
edit-comment-send = Wyślij
edit-comment-sent = Wysłano
edit-mention = Osoby do wskazania
edit-mention-nobody = Nikt o imieniu „{ $name }” jeszcze tu nie dołączył. Kto otworzy mapę do edycji, podaje imię raz i wtedy można go wskazać.
edit-resolve = Załatwione
edit-reopen = Otwórz ponownie
edit-resolved =
    { $count ->
        [one] { $count } załatwiony
        [few] { $count } załatwione
       *[many] { $count } załatwionych
    }
edit-somebody = Ktoś
edit-tell-question = Klienci pytają: „{ $question }”
edit-tell-task = Nasze zadanie: { $task }
edit-tell-where = Dzieje się to tu: { $where }
edit-tell-feeling = Odczucie: { $feel } { $value }

# Dołączanie
edit-join-title = Kto edytuje?
edit-join-help = Inni widzą Twoje imię tam, gdzie pracujesz. Pozostaje ono tylko na tym serwerze.
edit-join-before = To, co napisano tu jako { $name } i czego nie wysłano, pozostaje w tej przeglądarce i po dołączeniu zostanie zaproponowane na mapie.
edit-join-name = Twoje imię
edit-join-colour = Twój kolor
edit-join = Zacznij
edit-join-failed = Serwer nie odpowiedział. Spróbuj ponownie.
edit-join-again = Dołącz ponownie
edit-cannot-open = Nie można otworzyć mapy na żywo

# Co mówi historia
why-add = Dodano
why-journey = Z kroku powstała podróż
why-write = Napisano
why-set = Zmieniono
why-remove = Usunięto
why-bring-back = Przywrócono
why-move = Przesunięto
why-turn = Zamieniono na inny rodzaj
why-paste = Wklejono
why-duplicate = Powielono
why-lanes = Wybrano tory
why-feeling = Ustawiono emocję
why-quotes = Wybrano cytaty
why-match = Przypisano zdarzenia
why-vote = Zagłosowano
why-comment = Skomentowano
why-timer = Ustawiono minutnik
why-view = Zapisano widok
why-undo = Cofnięto
why-redo = Ponowiono
why-again = Wprowadzono ponownie po nieprzyjęciu

# Czego serwer nie przyjął
edit-kept-since = Stan z { $when }
edit-aside-show = Pokaż
edit-aside-count =
    { $count ->
        [one] Nie przyjęto { $count } zmiany
        [few] Nie przyjęto { $count } zmian
       *[many] Nie przyjęto { $count } zmian
    }
edit-aside-help = Nic z tego nie przepadło: leży odłożone w tej przeglądarce, dopóki tego nie wyrzucisz.
edit-aside-empty = Nic nie jest odłożone: serwer przyjął wszystko.
edit-aside-elsewhere = Odłożone są też zmiany innych map
edit-aside-unreadable = Nie da się tu odczytać, co zawiera. Pobierz to i zapytaj osobę, która prowadzi serwer.
edit-aside-unsent = Jeszcze nie na serwerze
edit-aside-unsent-help = Zachowane tutaj i wysyłane, gdy tylko serwer to przyjmie. Możesz to też pobrać.
edit-aside-again =
    { $count ->
        [one] Wprowadź { $count } zmianę ponownie
        [few] Wprowadź { $count } zmiany ponownie
       *[many] Wprowadź { $count } zmian ponownie
    }
edit-aside-again-done = Wprowadzono ponownie: { $done } z { $count }
edit-aside-save-text = Pobierz tekst
edit-aside-save-json = Pobierz JSON
edit-aside-discard = Wyrzuć
edit-aside-discard-title = Wyrzucić na zawsze?
edit-aside-discard-text =
    { $count ->
        [one] { $count } zmiana zostanie usunięta z tej przeglądarki. Nie da się jej przywrócić.
        [few] { $count } zmiany zostaną usunięte z tej przeglądarki. Nie da się ich przywrócić.
       *[many] { $count } zmian zostanie usuniętych z tej przeglądarki. Nie da się ich przywrócić.
    }
edit-aside-discarded = Wyrzucono
edit-aside-keep = Zachowaj
edit-aside-was = { $field }: przedtem
edit-aside-now = { $field }: tak, jak napisano
edit-aside-nothing = (nic)
edit-aside-yes = Tak
edit-aside-within = w: { $name }
edit-aside-unfit-there = Na mapie już tak jest.
edit-aside-unfit-gone = Nie da się wprowadzić ponownie: w międzyczasie to usunięto.
edit-aside-unfit-no-place = Nie da się wprowadzić ponownie: usunięto to, w czym leżało.
edit-aside-unfit-changed = Nie da się wprowadzić ponownie: ktoś to w międzyczasie zmienił. Skopiuj i wpisz ręcznie.
edit-aside-why-too-large = Zmiana była za duża, by przyjąć ją naraz.
edit-aside-why-too-many = Mapa miałaby za dużo kart.
edit-aside-why-map-full = Mapa jest pełna.
edit-aside-why-not-yours = Wykonano to w imieniu kogoś innego.
edit-aside-why-damaged = Dotarło uszkodzone.
edit-aside-why-bad-message = Strona i serwer się nie zrozumiały. Załaduj stronę ponownie.
edit-aside-why-too-long = Coś w tym jest za długie.
edit-aside-why-wrong-value = Jakaś wartość nie pasuje do pola.
edit-aside-why-wrong-place = Coś nie może się tam znaleźć.
edit-aside-why-not-an-update = Dotarło uszkodzone.
edit-aside-why-unknown-record = Dotyczy czegoś, czego nie ma na mapie.
edit-aside-why-internal = Serwer nie mógł tego przyjąć. Powiadom osobę, która go prowadzi.
edit-aside-why-not-a-map = Nie ma na to miejsca w tej wersji mapy.
edit-aside-why-other-map = Serwer zaczął tę mapę od nowa: oto, co zmieniono we wcześniejszej.
edit-aside-why-left-behind = Napisano to w tej przeglądarce pod poprzednią nazwą i nigdy nie wysłano.
edit-does-added = Dodano
edit-does-removed = Usunięto
edit-does-brought-back = Przywrócono
edit-does-moved = Przeniesiono
edit-does-changed = Zmieniono

# What is told, and done by hand
edit-undone-what =
    Cofnięto: { $what }{ $named ->
        [yes] {" „"}{ $name }”
       *[no] {""}
    }
edit-redone-what =
    Ponowiono: { $what }{ $named ->
        [yes] {" „"}{ $name }”
       *[no] {""}
    }
edit-write-cancelled = Zostało, jak było
edit-arc-added = Dodano: { $kind }, { $ends }
edit-added = Dodano: { $kind } „{ $name }”, { $where }
edit-moved-to =
    „{ $name }” jest teraz tu: { $where }{ $more ->
        [0] {""}
       *[other] {", i "}{ $more } więcej
    }
edit-where-stage = miejsce { $at } z { $of } wśród etapów
edit-where-step = { $stage }, krok { $at } z { $of }
edit-where-card = { $step }, { $lane }, { $at } z { $of }
edit-where-lane = miejsce { $at } z { $of } wśród torów
edit-turned =
    { $count ->
        [one] { $count } karta to teraz: { $kind }
        [few] { $count } karty to teraz: { $kind }
       *[many] { $count } kart to teraz: { $kind }
    }
edit-opportunity-for = Naprawić: { $pain }
edit-opportunities-made =
    { $count ->
        [one] Dodano szansę. Punkt bólu pozostaje: „{ $pain }”
        [few] Dodano { $count } szanse. Punkty bólu pozostają.
       *[many] Dodano { $count } szans. Punkty bólu pozostają.
    }
edit-cut = Wycięto: { $count }. Wklej we właściwe miejsce.
edit-cannot-become = „{ $name }” nie może się stać: { $kind }. To leży w: { $above }. Utwórz nowe właśnie tam.
edit-cannot-hold = „{ $name }” nie może tu leżeć: tor { $lane } nie ma kart.
edit-no-word = bez słowa
edit-feeling-set = Emocja w kroku { $step }: { $value }
edit-feeling-none = Emocja w kroku { $step }: nie podano
edit-feeling-clear = Nie podawaj
edit-is-selected = zaznaczone
edit-is-here = tu jest { $name }
edit-came = Mapę otwiera { $name }
edit-left = Mapę opuszcza { $name }
edit-taken-writing = { $who } – usunięto: { $kind } „{ $name }”, gdy tam pisano. Twoje litery są zachowane.
edit-taken-open = { $who } – usunięto otwarte u Ciebie: { $kind } „{ $name }”.
edit-taken-back = Przywróć
edit-mentioned = { $who } wspomina o Tobie w komentarzu do „{ $name }”
edit-mentioned-show = Pokaż
edit-mentions-unread =
    { $count ->
        [one] { $count } nieprzeczytany komentarz ze wzmianką o Tobie
        [few] { $count } nieprzeczytane komentarze ze wzmianką o Tobie
       *[other] { $count } nieprzeczytanych komentarzy ze wzmianką o Tobie
    }
edit-mentions-read = Komentarze ze wzmianką o Tobie
edit-mention-new = Nieprzeczytany
edit-comment-delete = Usuń
edit-comment-deleted = Komentarz usunięty
why-comment-removed = Usunięto komentarz
edit-people-more =
    { $count ->
        [one] Jeszcze { $count } osoba
        [few] Jeszcze { $count } osoby
       *[other] Jeszcze { $count } osób
    }
edit-colour-taken = Ten kolor ma już { $names }. Możesz go wybrać, lecz innym łatwiej Was odróżnić.
edit-colour-of = { $colour }, ma już { $names }
edit-written = Zapisano: { $name }
edit-refused-opening = mapa jest jeszcze otwierana
edit-refused-gone = w międzyczasie to usunięto
edit-refused-wrong-place = nie może się tam znaleźć
edit-refused-wrong-value = ta wartość nie pasuje do pola
edit-refused-too-long = ma więcej niż { $most } znaków
edit-refused-too-many-items = ma więcej niż { $most } pozycji
edit-refused-too-many = mapa ma już { $most } kart, więcej nie może
edit-pointers-hidden = Wskaźniki są ukryte, Twój też przed innymi
edit-pointers-shown = Wskaźniki wszystkich są widoczne
edit-theirs-added = { $who } dodaje: { $kind } „{ $name }”
edit-theirs-removed = { $who } usuwa: { $kind } „{ $name }”
edit-theirs-moved = { $who } przenosi: { $kind } „{ $name }”
edit-theirs-changed = { $who } zmienia: { $kind } „{ $name }”
edit-theirs-commented = { $who } komentuje: { $kind } „{ $name }”
edit-theirs-voted = { $who } głosuje: { $kind } „{ $name }”
edit-theirs-many = { $who } wprowadza zmiany: { $count }
edit-name-added = „{ $name }” dodano do: { $to }
edit-lane-touchpoints = Punkty styku
edit-hint-touchpoints = gdzie się spotykamy
edit-menu-turn = Zamień na
cmd-menu = Co można tu zrobić
cmd-add-touchpoint = Nowy punkt styku kroku
cmd-add-channel = Nowy kanał kroku
why-cut = Wycięto
why-touchpoints = Zmieniono punkty styku
why-channels = Zmieniono kanały
edit-key-done = Przy pisaniu: gotowe; gdy powstało coś nowego, przejdź do następnego
edit-key-line = Przy pisaniu: nowy wiersz
edit-key-feeling-open = Na emocji: wartość strzałkami lub cyframi i słowo; Esc wychodzi
colour-blue = Niebieski
colour-brown = Brązowy
colour-green = Zielony
colour-raspberry = Malinowy
colour-violet = Fioletowy
colour-red = Czerwony
colour-petrol = Morski
colour-grey = Szary
