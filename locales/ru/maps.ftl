# Карта целиком: название, копия, удаление и возвращение.
maps-menu = Что сделать с «{ $name }»
maps-rename = Переименовать карту
maps-copy = Скопировать карту
maps-remove = Убрать карту
cmd-rename-map = Переименовать карту
cmd-copy-map = Скопировать карту
cmd-remove-map = Убрать карту
maps-rename-title = Переименовать «{ $name }»
maps-copy-title = Скопировать «{ $name }»
maps-remove-title = Убрать «{ $name }»?
maps-remove-text = Она исчезнет из списка карт. Ничего не удаляется: её можно вернуть из «Убранных карт» вместе с комментариями и историей. Тем, у кого она открыта, об этом скажут.
maps-name = Название
maps-copy-name = { $name }, копия
maps-rename-it = Переименовать
maps-copy-it = Скопировать
maps-remove-it = Убрать
maps-said-rename = Новое название карты: «{ $name }».
maps-said-copy = Скопировано: открыта «{ $name }».
maps-said-remove = «{ $name }» убрана. Она среди «Убранных карт».
maps-said-back = «{ $name }» снова в списке карт.
maps-removed = Убранные карты: { $count }
maps-removed-help = Каждая вернётся такой, какой была, со всем, что в ней написано.
maps-bring-back = Вернуть
maps-bring-back-one = Вернуть «{ $name }»
unmeasured-steps = Шаги
unmeasured-stages =
    { $count ->
        [one] в { $count } этапе
       *[other] в { $count } этапах
    }
unmeasured-statements = Боли и возможности
unmeasured-assumed = предположения, пока нет данных
unmeasured-none = За этой картой ещё нет данных.
unmeasured-how = Как их добавить
data-none = В этом проекте ещё нет событий.
data-none-how = Достаточно таблицы с тем, кто, что и когда (CSV, Excel, Parquet, XES). Затем свяжите шаги с событиями в редакторе, и каждое утверждение на карте можно будет взвесить.
start-draft-no-events = Загрузите их командой «wayline import events ФАЙЛ»; тогда по ним можно будет построить первую карту.
start-way-blank = Пустая карта
start-way-blank-help = Один этап, один шаг, остальное за вами
start-blank-about = Карта начинается с одного этапа и одного шага. Всё остальное пишется на ней: карточки с клавиатуры, шаги через «+», целый список вставкой.
start-blank-stage = Первый этап
start-blank-step = Первый шаг
story-emotion-assumed = Предполагаемое чувство: { $feel }, { $value } по шкале от −2 до +2.
