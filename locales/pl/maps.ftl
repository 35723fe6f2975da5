# Mapa jako całość: nazwa, kopia, usunięcie i powrót.
maps-menu = Zrób z „{ $name }”
maps-rename = Zmień nazwę mapy
maps-copy = Skopiuj tę mapę
maps-remove = Usuń tę mapę
cmd-rename-map = Zmień nazwę mapy
cmd-copy-map = Skopiuj tę mapę
cmd-remove-map = Usuń tę mapę
maps-rename-title = Zmień nazwę „{ $name }”
maps-copy-title = Skopiuj „{ $name }”
maps-remove-title = Usunąć „{ $name }”?
maps-remove-text = Zniknie z listy map. Nic nie zostanie skasowane: wróci z „Usuniętych map” razem z komentarzami i historią. Kto ma ją otwartą, zostanie powiadomiony.
maps-name = Nazwa
maps-copy-name = { $name }, kopia
maps-rename-it = Zmień nazwę
maps-copy-it = Skopiuj
maps-remove-it = Usuń
maps-said-rename = Nowa nazwa mapy: „{ $name }”.
maps-said-copy = Skopiowano: otwarta jest „{ $name }”.
maps-said-remove = Usunięto „{ $name }”. Jest wśród „Usuniętych map”.
maps-said-back = „{ $name }” znów jest na liście map.
maps-removed = Usunięte mapy: { $count }
maps-removed-help = Każda wraca taka, jaka była, ze wszystkim, co w niej napisano.
maps-bring-back = Przywróć
maps-bring-back-one = Przywróć „{ $name }”
unmeasured-steps = Kroki
unmeasured-stages =
    { $count ->
        [one] w jednym etapie
       *[other] w { $count } etapach
    }
unmeasured-statements = Bóle i szanse
unmeasured-assumed = założone, dopóki nie ma danych
unmeasured-none = Za tą mapą nie ma jeszcze danych.
unmeasured-how = Jak je dodać
data-none = Ten projekt nie ma jeszcze zdarzeń.
data-none-how = Wystarczy tabela z kto, co i kiedy (CSV, Excel, Parquet, XES). Potem przypisz krokom zdarzenia w edytorze, a każde twierdzenie na mapie da się zważyć.
start-draft-no-events = Wczytaj je poleceniem „wayline import events PLIK”; wtedy da się z nich odkryć pierwszą mapę.
start-way-blank = Pusta mapa
start-way-blank-help = Jeden etap, jeden krok, reszta należy do ciebie
start-blank-about = Mapa zaczyna się od jednego etapu i jednego kroku. Resztę pisze się na niej: karty z klawiatury, kroki przez „+”, całą listę przez wklejenie.
start-blank-stage = Pierwszy etap
start-blank-step = Pierwszy krok
story-emotion-assumed = Zakładane odczucie: { $feel }, { $value } w skali od −2 do +2.
