# Personas, saved views, verbatims, two sides of a map, libraries of all maps.
whose-all = Wszyscy klienci
whose-loading = Persona · { $name } · …
whose-of = Persona · { $name } · { $share } { $unit ->
    [customer] klientów
   *[other] podróży
}
whose-label = Czyje podróże: { $now }
whose-clear = Pokaż wszystkich klientów
whose-said = Każda liczba dotyczy persony { $name }: { $journeys } z { $of } { $unit ->
    [customer] klientów
   *[other] podróży
}
whose-choose = Liczby jednej persony
whose-manage = Persony i ich reguły …
saved-now = Teraz widać
saved-filter = filtr
saved-lanes = { $count ->
    [one] { $count } tor
    [few] { $count } tory
   *[other] { $count } torów
}
saved-persona = persona { $name }
saved-title = Zapisane widoki
saved-help = Widok zachowuje filtr, tory, poziom szczegółów i personę. Jest dla wszystkich i niczego na mapie nie zmienia.
saved-none = Nie ma jeszcze zapisanego widoku.
saved-use = Pokaż
saved-use-one = Pokaż { $name }
saved-rename = Nazwa widoku { $name }
saved-over = Zapisz to, co widać
saved-over-one = Zapisz to, co widać, jako { $name }
saved-link = Kopiuj link
saved-link-one = Kopiuj link do { $name }
saved-copied = Link skopiowany: { $link }
saved-delete-one = Usuń widok { $name }
saved-shown = Widok { $name } jest włączony
saved-new = Nazwa dla tego, co widać
saved-gone = Tego widoku już nie ma
saved-manage = Zapisywanie i zarządzanie …
filter-lanes = Tory, które widzę
filter-lanes-help = Tylko dla ciebie; mapa zachowuje swoje.
filter-matching = { $count ->
    [0] Nic nie pasuje
    [one] { $count } karta lub krok pasuje
    [few] Pasują { $count } karty i kroki
   *[other] Pasuje { $count } kart i kroków
}
said-quote = „{ $text }”
said-gone = Tych słów już tu nie ma
said-loading = Szukam słów …
said-search = Szukaj w wypowiedziach
said-pick = Wybierz słowa klientów
said-add = Użyj tych słów
said-remove = Usuń te słowa
said-none = Nikt nie powiedział nic pasującego.
said-found = { $shown } z { $total }
said-everywhere = Także przy innych krokach
said-rating = ocena { $rating }
sides-or = Ta mapa: persony, czas, wersje
sides-a = Pierwsza strona
sides-b = Druga strona
sides-whose = Czyje podróże
sides-version = Mapa taka, jaka była
sides-now = jak teraz
sides-until = Tylko to, co było przed
sides-until-of = przed { $day }
sides-then = Także dane z tego dnia
sides-same = Obie strony opierają się na tych samych podróżach: różni się tylko to, co mapa o nich mówi. Nie są próbą dla siebie nawzajem, więc żadna różnica nie ma przedziału ani nie jest odróżniona.
sides-alike = Obie strony są takie same. Wybierz dla jednej inną personę, czas lub wersję.
sides-rule = Odróżnione (●): w 95-procentowym przedziale różnicy nie ma zera, obie strony mają co najmniej minimalną bazę, a spośród { $family } badanych różnic mniej niż 5 % może być dziełem przypadku (Benjamini–Hochberg). Przedziały: metoda 10 Newcombe’a i jej rozszerzenie. Klienci obecni po obu stronach czynią przedział szerszym, niż trzeba, o ile obie strony pytają o nich o to samo.
sides-told = { $count ->
    [0] Żadnej różnicy nie da się odróżnić od przypadku.
    [one] { $count } różnica odróżnia się od przypadku.
    [few] { $count } różnice odróżniają się od przypadku.
   *[other] { $count } różnic odróżnia się od przypadku.
}
sides-points = { $value } p.p.
sides-step = Krok
sides-figure = Liczba
sides-difference = Różnica
sides-whole = Cała mapa
sides-only = tylko w: { $name }
sides-untold = Nieodróżnione: { $reasons }.
sides-untold-zero = { $count } z zerem w przedziale
sides-untold-base = { $count } ze zbyt niewielu podróży
sides-untold-chance = { $count }, które przy tylu porównaniach mogą być przypadkiem
sides-why-zero = zero leży w przedziale
sides-why-base = za mało podróży
sides-why-chance = przy tylu porównaniach to może być przypadek
sides-q = q { $q }
sides-only-told = Tylko odróżnione
sides-is-told = odróżnione
sides-table = Liczby obu stron, krok po kroku
sides-figure-taken = docierają tu
sides-figure-left = odchodzą tu
sides-figure-wait = czekają (mediana)
sides-figure-emotion = emocja
sides-figure-goal = osiągają cel
sides-figure-explained = wyjaśnione przez mapę
shelves-title = Biblioteka wszystkich map
shelves-help = Punkty styku i kanały wszystkich map. Nową nazwę, także wspólną dla kilku, zapisuje się na wszystkich mapach naraz; zmiany widać przed zapisem i można je cofnąć osobno na każdej mapie.
nav-library = Biblioteka
shelves-all-maps = Zmień nazwę na wszystkich mapach …
shelves-search = Szukaj nazw
shelves-choose = Wybierz { $name }
shelves-none = Żadna mapa jeszcze ich nie ma.
shelves-unused = w żadnym kroku
shelves-maps = { $count ->
    [one] { $count } mapa
    [few] { $count } mapy
   *[other] { $count } map
}
shelves-alike = inaczej zapisane: { $names }
shelves-to = Nowa nazwa dla: { $names }
shelves-name = Nazwa
shelves-becomes = { $names } → { $to }
shelves-look = Zobacz, co się zmieni
shelves-do = { $count ->
    [one] Zmień { $count } mapę
    [few] Zmień { $count } mapy
   *[other] Zmień { $count } map
}
shelves-would = zostanie zmieniona
shelves-changed = zmieniona
shelves-refused = niezmieniona
shelves-back = cofnięto
shelves-left = { $count ->
    [one] { $count } zmiana została później zmieniona i pozostaje
    [few] { $count } zmiany zostały później zmienione i pozostają
   *[other] { $count } zmian zostało później zmienionych i pozostaje
}
shelves-not-back = Nie cofnięto: { $why }
shelves-undo = Cofnij
shelves-undo-one = Cofnij na mapie { $map }
shelves-undo-all = Cofnij na wszystkich mapach ({ $count })
shelves-nothing = Nic się nie zmieni.
shelves-merges = łączy się z inną
shelves-of-map = Wszystkie mapy naraz: biblioteka projektu
merge-theirs-came = Ktoś inny zmienił w międzyczasie tę personę.
merge-done = Zmiany was obojga połączono: sprawdź i zapisz ponownie.
merge-both = To zmieniliście oboje. Wybierz dla każdego.
merge-mine = Moje
merge-theirs = Ich
merge-was = Było: { $text }
merge-empty = nic
merge-field-persona = Jak nazywają ją mapy
merge-field-name = Imię dla czytelnika
merge-field-rule = Reguła
merge-newer = Ktoś właśnie zmienił tę personę. Przy zapisie twoje słowa zostaną połączone z ich słowami.
merge-follows = { $count ->
    [one] Wymienia ją { $count } mapa: przejmie nową nazwę.
    [few] Wymieniają ją { $count } mapy: przejmą nową nazwę.
   *[other] Wymienia ją { $count } map: przejmą nową nazwę.
}
merge-followed = Mapy, które przejęły nową nazwę
merge-as-of = stan na { $day }
list-search = Szukaj map
list-kind = Rodzaj
list-all-kinds = wszystkie rodzaje
list-needs = Pokaż
list-needs-all = wszystkie mapy
list-needs-proposals = z otwartymi propozycjami
list-needs-comments = z otwartymi komentarzami
list-needs-actions = z działaniami w toku
list-needs-unbacked = poparte w mniej niż połowie
list-count = { $shown } z { $all } { $all ->
    [one] mapy
   *[other] map
}
list-nothing = Żadna mapa nie pasuje.
list-waiting = Trwa ustalanie liczb …
portfolio-comments = Otwarte komentarze
portfolio-proposals = Propozycje
why-view-rename = Zmieniono nazwę widoku
why-view-over = Widok zapisany ponownie
